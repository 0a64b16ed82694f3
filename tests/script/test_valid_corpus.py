"""Each script in tests/data/scripts/valid, against the routine that it writes down, worked out by hand."""

from fractions import Fraction
from pathlib import Path

import pytest

from coach.script import (
    PACE_NAMES,
    Chime,
    Condition,
    Cycle,
    For,
    Hold,
    Pause,
    Phase,
    Prompt,
    Pronunciation,
    Repeat,
    Routine,
    Section,
    Span,
    Step,
    Wait,
    format_routine,
    parse,
)
from coach.script._routine import Include, Option

CORPUS = Path(__file__).parent.parent / "data" / "scripts" / "valid"


def span(shortest: float, longest: float | None = None) -> Span:
    return Span(Fraction(shortest), Fraction(shortest if longest is None else longest))


def exactly(length: float) -> Span:
    return Span(Fraction(length), Fraction(length), is_exact=True)


def says(*texts: str) -> tuple[Step, ...]:
    """A step for each text, with nothing else in it."""
    return tuple(Step((Prompt(text),)) for text in texts)


# In "tricky-words", CommonMark takes 2*3*4 for an emphasised 3.
ROUTINES = {
    "smallest": Routine("Rest", "en", (Section("Rest", says("Lie still.")),)),
    "windows": Routine(
        "Rest", "de", (Section("Rest", (Step((Prompt("Still liegen."), Pause(span(5)))),)),), pace=Fraction(3, 4)
    ),
    "tabs": Routine(
        "Rest",
        "sv",
        (
            Section(
                "Rest",
                (Step((Prompt("Ligg stilla."), Hold(span(10)))), *says("Andas.", "Vila.")),
                notes=("Between.",),
            ),
        ),
        pace=PACE_NAMES["normal"],
        notes=("First.",),
    ),
    "lists-apart": Routine(
        "Rest",
        "en",
        (
            Section("Rest", says("One.", "Two.", "Three.")),
            Section(
                "Next",
                (Step((Prompt("Four. Still four."), Pause(span(5))), notes=("Note on four.",)), *says("Five.")),
            ),
        ),
    ),
    "tricky-words": Routine(
        "Yes",
        "no",
        (
            Section(
                "[5s] is [5s]",
                (
                    *says("[5s] {side} 5 < 6 & 7 > 6 A [5s] {x} a_b_c loud 234"),
                    Step(
                        (
                            Prompt("a link [5s] (x)"),
                            Pause(span(5)),
                            Prompt("(softly)"),
                            Pause(span(5)),
                            Prompt(": then"),
                        )
                    ),
                    Step((Prompt("Boldly go"),), conditions=(Condition("a1", True),)),
                    Step((Prompt('Dashes -- and "quotes" \U0001f642'),), "2. Name?"),
                    Step((Prompt("Hold."),), "Milking"),
                    Step((), "Only a name"),
                    *says("1986. A year # and ## hashes", "| a | b |", "[rest]: slowly"),
                ),
                conditions=(Condition("a1", False),),
            ),
        ),
        options=(Option("a1", "no"),),
    ),
    "rounds": Routine(
        "Bridges",
        "en",
        (
            Section(
                "Bridge",
                (
                    Step((Prompt("Lie on your back."), Pause(span(2))), conditions=(Condition("first-round", True),)),
                    Step((Hold(exactly(4)),), "Lift"),
                    Step((Prompt("Rest."), Pause(span(5))), conditions=(Condition("last-round", False),)),
                    Step((Prompt("Lie still."),), conditions=(Condition("last-round", True),)),
                    Step((Prompt("Say when."), Wait(None)), conditions=(Condition("live", True),)),
                    Step((Prompt("Three more breaths."), Pause(exactly(6))), conditions=(Condition("file", True),)),
                ),
                repeat=3,
            ),
        ),
    ),
    "tabata": Routine(
        "Four minutes",
        "en",
        (
            Section(
                "Squats",
                (Step((Prompt("Go."), For(exactly(20)))),),
                repeat=8,
                every_s=Fraction(30),
                announce=False,
            ),
        ),
    ),
    "breath": Routine(
        "Breathing",
        "en",
        (
            Section(
                "Four, seven, eight",
                (
                    Step(
                        (
                            Prompt("Follow my voice."),
                            Cycle((Phase(Fraction(4), "In"), Phase(Fraction(7), "Hold"), Phase(Fraction(8), "Out")), 2),
                        ),
                        "Breathe",
                    ),
                    Step((Cycle((Phase(Fraction(1, 2), "Slowly out"), Phase(Fraction(2)))),)),
                ),
            ),
        ),
    ),
    "knees": Routine(
        "Knees",
        "en",
        (
            Section(
                "Lift",
                (Step((Prompt("Hold."), Hold(span(2), later=(exactly(3),)), Pause(span(2), (span(1),)))),),
                repeat=3,
                announce=False,
            ),
            Section(
                "March",
                (
                    Step((Prompt("March."), Repeat(3, span(3), alternates=True))),
                    Step((Repeat(2, span(3), "spoken", alternates=True),)),
                ),
                sides=("right leg", "left leg"),
            ),
            Section(
                "Ready",
                (
                    Step((For(span(3), is_counted=True),)),
                    Step((Prompt("Ready?"), Wait(span(4), is_endless=True))),
                    Step((Wait(None, is_endless=True),)),
                    Step((Repeat(2, span(2), until_ready=True),)),
                    Step((Repeat(6, span(2), "none", until_ready=True),)),
                    Step((Cycle((Phase(Fraction(3), "Breathe out"),), 2, until_ready=True),)),
                ),
            ),
        ),
    ),
    "infant-legs": Routine(
        "Infant massage for legs and hips",
        "en-US",
        (
            Section(
                "Settle in",
                (
                    Step((Prompt("Warm a little oil between your palms."), Pause(span(8)))),
                    Step(
                        (Prompt("Lay both hands on the thighs, light but sure."), Hold(span(10, 20))), "Resting hands"
                    ),
                ),
                notes=("Baby on the back, feet towards you.",),
            ),
            Section(
                "Leg strokes",
                (
                    Step((Prompt("Hold the ankle of the {side} with one hand ..."), Repeat(6, span(5))), "Milking"),
                    Step((Prompt("... so there"), For(span(30))), conditions=(Condition("older-child", True),)),
                    Step((Prompt("... well"), For(span(30, 60))), "Rolling"),
                ),
                sides=("right leg", "left leg"),
            ),
            Include("infant-feet"),
            Section(
                "Stretches",
                (
                    Step(
                        (Prompt("Press both knees up gently and rock."), Hold(span(15, 30), "Keep breathing.")),
                        "Knees to tummy",
                    ),
                ),
                optional=True,
            ),
        ),
        summary="Long strokes for restless legs, then gentle hip stretches.",
        needs=("plain massage oil", "a folded towel"),
        safety=("Stop if your baby turns away, cries or falls asleep.",),
        options=(Option("older-child", "The legs have grown, so squeeze and twist on the lower leg only."),),
    ),
    "everything": Routine(
        "Evening: a slow hip massage",
        "en-GB-oxendict",
        (
            Include("settle-in"),
            Include("blanket v1.2", (Condition("winter", True), Condition("older-child", False))),
            Section(
                "Hips & thighs {both}",
                (
                    Step(
                        (
                            Prompt("Lay the hand on the {side}, not on the {other_side}."),
                            Chime("start"),
                            Pause(span(5)),
                            Pause(None),
                            Pause(span(10, 20)),
                        ),
                        conditions=(Condition("first-side", True),),
                    ),
                    Step(
                        (
                            Prompt("Round and round, see the picture."),
                            Hold(span(10, 20), "Keep on, on the {side}.", 3),
                            For(span(60)),
                        ),
                        "Slow circles",
                        notes=("A note on the step.", "Another."),
                    ),
                    Step((Repeat(6, span(5), "spoken"), Repeat(2, span(4, 6)), Repeat(200, span(1.5), "none"))),
                ),
                sides=("right hip", "left hip"),
                optional=True,
                conditions=(Condition("winter", True), Condition("older-child", False)),
                repeat=3,
                notes=("A note on the section.",),
            ),
            Section(
                "Still",
                (
                    Step((Wait(None),)),
                    Step((Wait(span(60)), Chime("bell"), Chime("sea waves"))),
                    *says("Wait for me. Rest now."),
                ),
                notes=("A last note.",),
            ),
        ),
        summary="Long strokes, then stillness.",
        needs=("oil", "a towel: folded"),
        safety=("Stop if it hurts.",),
        options=(
            Option("older-child", "The legs have grown."),
            Option("winter", "A blanket lies over the legs."),
        ),
        pace=Fraction(7, 10),
        notes=("A dim room.", "A warm one, [too] {yes}."),
        pronounce=(
            Pronunciation("sacrum", "SAY-krum"),
            Pronunciation("psoas major", "so-az: MAY-jer"),
            Pronunciation("no", "yes"),
        ),
    ),
}


@pytest.mark.parametrize("name", ROUTINES)
def test_a_valid_script_is_read_as_the_routine_it_writes_down(name: str) -> None:
    text = (CORPUS / f"{name}.md").read_bytes().decode("utf-8")
    assert parse(text, f"{name}.md") == ROUTINES[name]


@pytest.mark.parametrize("name", ROUTINES)
def test_a_routine_written_as_a_script_reads_back_the_same(name: str) -> None:
    assert parse(format_routine(ROUTINES[name]), f"{name}.md") == ROUTINES[name]


def test_every_script_of_the_corpus_is_tested() -> None:
    assert sorted(ROUTINES) == sorted(path.stem for path in CORPUS.glob("*.md"))


def test_a_script_is_written_in_one_plain_way() -> None:
    assert format_routine(ROUTINES["tabs"]) == (
        "---\ntitle: Rest\nlanguage: sv\npace: normal\n---\n\n> First.\n\n## Rest\n\n> Between.\n\n"
        "- Ligg stilla. [hold: 10s]\n- Andas.\n- Vila.\n"
    )


def test_locations_say_where_each_part_stands() -> None:
    text = (CORPUS / "infant-legs.md").read_text(encoding="utf-8")
    routine = parse(text, "a.md")
    places = {
        part.location.line: (part.location.column, part.location.source_line) for part in routine.parts if part.location
    }
    assert places[19] == (1, '## Leg strokes {sides="right leg, left leg"}')
    assert places[25] == (1, "[include: infant-feet]")
    steps = [step.location.line for section in routine.sections for step in section.steps if step.location]
    assert steps == [16, 17, 21, 22, 23, 29]


@pytest.mark.parametrize(
    "text",
    [
        *[
            "+ a",
            "- a",
            "* a",
            "# a",
            "## a #",
            "> a",
            "1. a",
            "12) a",
            "=== a",
            "~~~ a",
            "``` a",
            "| a | b |",
            "- - a",
        ],
        *[
            "![a](b)",
            "<!-- a -->",
            "<b>a</b>",
            "&amp; a",
            "\\[a\\]",
            "{if: a} a",
            "{side} a",
            "[5s] a",
            "**a.** b",
            "__a__",
        ],
        *["a\\", ": a"],
    ],
)
def test_words_that_look_like_markdown_stay_words_when_written_down(text: str) -> None:
    section = Section(
        text, (*says(text), Step((), text, notes=(text, text)), Step((Pause(None), Prompt(text)))), notes=(text,)
    )
    routine = Routine(text, "en", (section,), text, (text,), (text,), (Option("a", text),), notes=(text, text))
    assert parse(format_routine(routine), "a.md") == routine
