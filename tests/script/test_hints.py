"""Hints: what can be played, but may not be as the writer meant it. They change nothing, and good writing gets none."""

from pathlib import Path

import pytest

from coach.errors import Level, Problem, ScriptError
from coach.folders import shipped
from coach.script import ScriptCode, Sounds, Trouble, format_problem, parse, resolve

HEAD = "---\ntitle: T\nlanguage: en-US\n---\n\n"


def hints(steps: str, front: str = "") -> list[Problem]:
    return list(parse(f"---\ntitle: T\nlanguage: en-US\n{front}---\n\n{steps}\n", "a.md").hints)


def codes(steps: str, front: str = "") -> list[str]:
    return [str(hint.code) for hint in hints(steps, front)]


@pytest.mark.parametrize(
    "step",
    [
        "- Hold for 30 seconds. [hold: 30s]",
        "- Hold (30 s). [hold: 30s]",
        "- Hold (30s). [hold: 30s]",
        "- Do this three times a day, for 10 minutes each day.",
        "- Wait until 30 seconds before the end.",
        "- Press (softly) with < 5 fingers > now.",
        "- **March.** On the spot.",
        "- **March:** on the spot.",
        "- **March!** on the spot.",
        "- **March** On the spot.",
        "- March **on** the spot.",
        "- Breathe **out**.",
        "- Press 【softly】 and ［here］.",
        "- See [the page](https://example.org/(30s)) now.",
        "- Say `(30s)` now.",
        "- Rest. <!-- (30s) -->",
        "- A long line\n  that goes on, indented.",
        "- A long line\n   that goes on [5s]\n   and on.",
        "1. One.\n2. Two.\n   Still two.",
        "- One.\n\n  Still one.",
        "- 5 kg, 3 x 10, 2:1 and C#, #1, 50%, 100 %% sure, a == b, ~5 minus ~3.",
        "- Sacré bleu, ½ cup, x², café, naïve, 😀.",
        "- می‌خواهم",
        "- 「いち」と２をいう。",
    ],
)
def test_good_writing_gets_no_hint(step: str) -> None:
    assert hints(step) == []


@pytest.mark.parametrize("script", sorted(shipped("scripts").glob("*.md")), ids=lambda path: path.stem)
def test_what_ships_gets_no_hint(script: Path) -> None:
    assert parse(script.read_text(encoding="utf-8"), script.name).hints == ()


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("- Hold it for 20-30 seconds.", "no-time"),
        ("- Bleiben Sie eine Minute so.", "no-time"),
        ("- Tenez 20 secondes.", "no-time"),
        ("- Rest for 2 min.", "no-time"),
        ("- Hold it there.\n\n  Hold it for 10 seconds.", "no-time"),
        ("- Breathe in (4s), breathe out. [6s]", "wrong-brackets"),
        ("- Rest (pause: 5s).", "wrong-brackets"),
        ("- Rest (1m30s).", "wrong-brackets"),
        ("- Rest (10-20s).", "wrong-brackets"),
        ("- Rest <!- not a comment -> now.", "comment"),
        ("- Rest <-- not a comment --> now.", "comment"),
        ("- **Marsch** auf der Stelle.", "step-name"),
        ("- Soft\u00adly.", "invisible-character"),
        ("- \u2060Softly.", "invisible-character"),
        ("- \U0001d5d5\U0001d5fc\U0001d5f9\U0001d5f1 steps.", "styled-letters"),
        ("- \u24b6 first.", "styled-letters"),
        ("- Stroke.\nAnd rest.", "lazy-line"),
        ("> A note\nthat goes on.\n\n- Rest.", "lazy-line"),
        ("- Rest. <!-- look: is that so? -->", "look"),
        ("<!-- look: what of this? -->\n\n- Rest.", "look"),
    ],
)
def test_what_may_not_be_meant_gets_one_hint(step: str, code: str) -> None:
    assert codes(step) == [code]


@pytest.mark.parametrize(
    "items",
    [
        "[plain massage oil, a folded towel]",
        "[Plain oil, a towel]",
        "[Stop if it hurts.]",
        "[Stop if it hurts., Rest often.]",
        '["Stop at once, if it hurts.", Rest often.]',
        "[stop if it hurts, rest often]",
        "\n  - Stop if it hurts.\n  - Rest often.",
    ],
)
def test_a_list_of_whole_items_gets_no_hint(items: str) -> None:
    key = "needs" if "oil" in items else "safety"
    assert codes("- Rest.", f"{key}: {items}\n") == []


@pytest.mark.parametrize(
    "items",
    [
        "[Hören Sie auf, wenn etwas weh tut.]",
        "[Stop at once, or sooner, if it hurts.]",
        "[Stop if it hurts., Not in the first months]",
        "[Stop if it hurts, Not in the first months.]",
        "\n  - Stop if it hurts.\n  - in the first months.",
    ],
)
def test_advice_that_was_split_gets_one_hint(items: str) -> None:
    assert codes("- Rest.", f"safety: {items}\n") == ["split-at-comma"]


def test_marks_of_an_import_are_told_one_by_one_in_the_front_matter_too() -> None:
    found = hints("- Rest. <!-- look: a -->\n\n<!-- look: b -->", "# look: c\nsummary: S\n")
    assert [(hint.line, hint.what) for hint in found] == [
        (4, "still to be looked at: c"),
        (8, "still to be looked at: a"),
        (10, "still to be looked at: b"),
    ]


def test_a_hint_makes_no_difference_to_the_routine() -> None:
    with_hint = parse(HEAD + "- Rest (30s).\n", "a.md")
    assert with_hint == parse(HEAD + "- Rest (30s).\n", "b.md")
    assert with_hint.sections[0].steps[0].items[0].text == "Rest (30s)."  # type: ignore[union-attr]  # a prompt


def test_hints_of_an_included_script_are_told_under_its_path() -> None:
    routine = parse(HEAD + "- Rest (30s).\n\n[include: feet]\n", "a.md")
    resolved = resolve(routine, lambda name: (HEAD + "\n- Hold (5s).\n", f"{name}.md"))
    assert [(hint.path, hint.line) for hint in resolved.hints] == [("a.md", 6), ("feet.md", 7)]


def test_hints_come_with_the_problems_of_a_script_but_are_not_counted_as_such() -> None:
    with pytest.raises(ScriptError) as caught:
        parse(HEAD + "- Rest (30s).\n- Rest. [paus]\n", "a.md")
    assert (len(caught.value.problems), len(caught.value.hints), str(caught.value)) == (1, 1, "1 problem in a.md")


def test_a_hint_reads_as_one() -> None:
    (hint,) = hints("- Rest (30s).")
    assert hint.level is Level.HINT
    assert format_problem(hint).split("\n") == [
        "a.md:6:8: hint: this is read aloud, and no time passes here",
        "- Rest (30s).",
        "       ^~~~~",
        "    instead: did you mean [30s]? Times stand in square brackets",
    ]


def test_a_hundred_problems_are_kept_and_all_are_counted() -> None:
    with pytest.raises(ScriptError) as caught:
        parse(HEAD + "- Rest. [paus]\n" * 250, "a.md")
    assert (len(caught.value.problems), caught.value.count) == (100, 250)
    assert [problem.line for problem in caught.value.problems] == list(range(6, 106))


def test_no_problem_is_without_a_code_of_its_own() -> None:
    corpus = Path(__file__).parent.parent / "data" / "scripts" / "invalid"
    for path in corpus.glob("*.md"):
        with pytest.raises(ScriptError) as caught:
            parse(path.read_bytes().decode("utf-8"), path.name)
        assert ScriptCode.OTHER not in [problem.code for problem in caught.value.problems], path.name
        assert {type(problem.code) for problem in caught.value.problems} == {ScriptCode}, path.name


def none_but_bell(name: str) -> Trouble | None:
    return None if name == "bell" else Trouble(f"no {name}", "write bell", ScriptCode.SOUND_NOT_FOUND, "bell")


def test_sounds_are_looked_for_together_with_all_else_and_at_their_own_place() -> None:
    sounds: Sounds = none_but_bell
    with pytest.raises(ScriptError) as caught:
        parse(HEAD + "- Rest. [paus] [sound: gong]\n- [chime: bell] [chime: bel]\n", "a.md", sounds)
    found = [(problem.line, problem.column, problem.width, str(problem.code)) for problem in caught.value.problems]
    assert found == [(6, 10, 4, "unknown-directive"), (6, 24, 4, "sound-not-found"), (7, 25, 3, "sound-not-found")]


def test_highlights_are_read_without_their_marks() -> None:
    routine = parse(HEAD + "- ==Never== press, ==not== [5s] ever.\n", "a.md")
    assert [getattr(item, "text", "") for item in routine.sections[0].steps[0].items] == [
        "Never press, not",
        "",
        "ever.",
    ]
