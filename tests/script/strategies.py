"""Texts, routines and problems for the property tests: arbitrary ones, and ones from the language's own pieces."""

from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from hypothesis import strategies as st

from coach.errors import Problem
from coach.script import (
    Chime,
    Condition,
    Cycle,
    For,
    Hold,
    Item,
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
)
from coach.script._routine import Include, Option

FRONT_MATTER = '---\ntitle: "Rest"\nlanguage: en-US\noptions:\n  older-child: The legs have grown.\n---\n'

FRAGMENTS = [
    *[
        "---\n",
        "---",
        "title: Rest\n",
        "language: en\n",
        "options:\n",
        "  a-b: c\n",
        "needs: [a, b]\n",
        "pace: slow\n",
        "pronounce:\n",
    ],
    *[
        "safety:\n  - x\n",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        '"',
        "'",
        "\u201c",
        "\\",
        "`",
        "```\n",
    ],
    *[
        "- ",
        "  ",
        "    ",
        "\t",
        "1. ",
        "> ",
        "# ",
        "## ",
        "### ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "***",
        "**",
        "*",
        "_",
        "===",
    ],
    *[
        "5s exactly]",
        "[beat: ",
        '"In" 4s',
        ", repeat: until ready]",
        "[repeat: until ready every ",
        "[wait: any, file: ",
        "{every=30s announce=none}",
        "{if: last-round}",
        "{unless: live}",
        ", sides: alternating]",
        ", 10s, 20s]",
    ],
    *["[5s]", "[pause]", "[pause: 10-20s]", "[hold: 10s, halfway: ", "[for: 1m", "[repeat: 6 every 5s]", "[chime]"],
    *[
        "[wait: ",
        "[include: feet]\n",
        "[sound: bell]",
        ", countdown: 3]",
        ", count: spoken]",
        "halfway: ",
        "every",
        "5s",
        "-5s",
    ],
    *[
        "{side}",
        "{other_side}",
        '{sides="right leg, left leg"}',
        "{if: older-child}",
        "{unless: first-side}",
        "{optional}",
    ],
    *[
        "{repeat=3}",
        "<!-- ",
        " -->",
        "<b>",
        "</b>",
        "<div>\n",
        "![a](b)",
        "[a](b)",
        "&amp;",
        "&nbsp;",
        "|a|\n|-|\n",
        "Rest",
        ".",
    ],
    *[
        "\x00",
        "\ud800",
        "\ufeff",
        "\u2028",
        "\x85",
        "\xa0",
        "\u200b",
        "\U0001f642",
        "\x0c",
        "\x1b[31m",
        "é",
        "42",
        ": ",
        "# c\n",
    ],
]

any_text = st.text(st.characters(), max_size=200)
fragment_text = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
script_text = st.one_of(
    any_text, fragment_text, fragment_text.map(FRONT_MATTER.__add__), any_text.map((FRONT_MATTER + "- ").__add__)
)

STEP_PARTS = [part for part in FRAGMENTS if "\n" not in part and "\r" not in part]
step_lines = st.lists(
    st.one_of(
        st.lists(st.sampled_from(STEP_PARTS), min_size=1, max_size=8).map(lambda parts: "- Rest " + "".join(parts)),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(
            "- **Long** words {}".format
        ),
        st.sampled_from(["## Legs", '## Sides {sides="left, right"}', "  > A note", "[include: feet]", "", "> A note"]),
    ),
    max_size=8,
).map(lambda lines: FRONT_MATTER + "\n".join(lines) + "\n")


words = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
        st.sampled_from(" []{}()*_`<>&!#+-.=~|:\"'\\\\1a"),
    ),
    max_size=15,
).map(lambda text: " ".join(text.split()))
sayable = words.filter(lambda text: any(character.isalnum() for character in text))
names = sayable.map(lambda text: text.rstrip(" .:"))
side_words = st.sampled_from(["Lift the {side}.", "{side}", "Not the {other_side}!"])
halves = st.sampled_from(["Keep breathing.", "Half-way, [nearly] \\\\ done", "42"])
spans = st.lists(st.integers(1, 43_200_000), min_size=1, max_size=2).map(
    lambda ends: Span(Fraction(min(ends), 1000), Fraction(max(ends), 1000), ends[0] % 2 == 0 and len(set(ends)) == 1)
)
bare_names = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9 _-]{0,5}[A-Za-z0-9])?", fullmatch=True)
conditions = st.lists(
    st.builds(Condition, st.sampled_from(["a", "b-1"]), st.booleans()), max_size=2, unique_by=lambda each: each.option
).map(tuple)
several = st.lists(spans, max_size=2).map(tuple)
phases = st.builds(Phase, spans.map(lambda span: span.shortest_s), st.none() | halves)
timed = st.one_of(
    st.builds(Pause, st.none() | spans, several),
    st.builds(Wait, st.none() | spans, st.booleans()),
    st.builds(Hold, spans, st.none() | halves, st.integers(0, 10), several, st.booleans()),
    st.builds(For, spans, st.none() | halves, st.integers(0, 10), several, st.booleans()),
    st.builds(Repeat, st.integers(1, 200), spans, st.sampled_from(["tick", "spoken", "none"]), st.booleans()),
    st.builds(Cycle, st.lists(phases, min_size=1, max_size=3).map(tuple), st.integers(1, 200), st.booleans()),
    st.builds(Chime, bare_names),
)


def items(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Item, ...]]:
    """Items as a script can write them: no two prompts in a row."""
    mixed = st.lists(st.one_of(st.builds(Prompt, texts), timed), max_size=4)
    return mixed.map(
        lambda found: tuple(
            item
            for is_prompt, group in groupby(found, lambda each: isinstance(each, Prompt))
            for item in (list(group)[:1] if is_prompt else group)
        )
    )


def as_it_can_be_written(section: Section) -> Section:
    """The section as a script can write it: with no more lengths than rounds, and no interval around what lasts as long as it takes."""
    steps = tuple(
        replace(step, items=tuple(_as_it_can_be_written(item, section.repeat) for item in step.items))
        for step in section.steps
    )
    made = replace(section, steps=steps)
    waits = any(isinstance(item, Wait) or getattr(item, "until_ready", False) for step in steps for item in step.items)
    return replace(made, every_s=None) if waits else made


def _as_it_can_be_written(item: Item, rounds: int) -> Item:
    match item:
        case Pause(length, later):
            return replace(item, later=later[: rounds - 1] if length else ())
        case Hold(length, halfway, countdown, later) | For(length, halfway, countdown, later):
            later = later[: rounds - 1]
            longest_s = max(span.middle_s for span in (length, *later))
            is_counted = item.is_counted and halfway is None and countdown == 0 and longest_s <= 200
            return replace(item, later=later, is_counted=is_counted)
        case Repeat(count="spoken"):
            return replace(item, until_ready=False)
        case _:
            return item


def sections(sides: tuple[str, ...]) -> st.SearchStrategy[Section]:
    texts = (
        st.one_of(sayable.map(lambda text: text.replace("side", "")).filter(str.strip), side_words)
        if sides
        else sayable
    )
    step = st.builds(
        Step,
        items(texts.map(lambda text: " ".join(text.split())).filter(lambda text: any(map(str.isalnum, text)))),
        st.none() | names,
        conditions,
        st.lists(words.filter(bool), max_size=2).map(tuple),
    ).filter(lambda made: bool(made.items or made.name))
    return st.builds(
        Section,
        sayable,
        st.lists(step, min_size=1, max_size=3).map(tuple),
        st.just(sides),
        st.booleans(),
        conditions,
        st.sampled_from([1, 2, 50]),
        st.lists(words.filter(bool), max_size=2).map(tuple),
        st.none() | st.integers(1, 43_200_000).map(lambda thousandths: Fraction(thousandths, 1000)),
        st.booleans(),
    ).map(as_it_can_be_written)


routines = st.builds(
    Routine,
    sayable,
    st.sampled_from(["en", "no", "pt-BR"]),
    st.lists(
        st.one_of(sections(()), sections(("left", "right leg")), st.builds(Include, bare_names, conditions)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    words,
    st.lists(words.filter(bool), max_size=2).map(tuple),
    st.lists(words.filter(bool), max_size=2).map(tuple),
    st.builds(lambda a, b: (Option("a", a), Option("b-1", b)), words.filter(bool), words.filter(bool)),
    st.none() | st.integers(50, 200).map(lambda percent: Fraction(percent, 100)),
    st.just(()),
    st.lists(st.builds(Pronunciation, sayable, sayable), max_size=3, unique_by=lambda entry: entry.word.casefold()).map(
        tuple
    ),
)


problems = st.builds(
    Problem,
    path=st.text(max_size=10),
    line=st.integers(1, 9),
    column=st.integers(1, 400),
    what=st.text(st.characters(), max_size=30),
    hint=st.text(st.characters(), max_size=30),
    source_line=st.text(st.characters(), max_size=30).map(lambda text: text * 12),
    width=st.integers(1, 400),
)
