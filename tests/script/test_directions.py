"""Characters that turn the order of letters around stay out of everything that is said and shown, wherever a script has them."""

from dataclasses import asdict

import pytest

from coach.script import parse

ALL = [chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
SCRIPT = """---
title: A@B
language: en-US
summary: for @hands
safety: [no @pain]
needs: [a @chair]
options:
  soft: with a @cushion
---

## Part @one {sides="left @hand, right hand"}

- **Na@me.** Rest @now. [pause: 1s]
  > a @note
- Lie. [hold: 9s, halfway: "half @way"]
- [beat: "I@n" 4s]
- {if: soft} Only @this. [hold: 30s, countdown: 3]
"""


def texts(data: object) -> list[str]:
    match data:
        case str():
            return [data]
        case dict():
            return [text for key, value in data.items() if key not in ("source_line", "hints") for text in texts(value)]
        case list() | tuple():
            return [text for value in data for text in texts(value)]
        case _:
            return []


@pytest.mark.parametrize("character", ALL, ids=[f"U+{ord(character):04X}" for character in ALL])
def test_none_is_in_what_a_script_says_and_where_words_are_there_is_a_hint(character: str) -> None:
    routine = parse(SCRIPT.replace("@", character), "a.md")
    found = texts(asdict(routine))
    assert "AB" in found
    assert not [text for text in found if character in text]
    lines = [number for number, line in enumerate(SCRIPT.splitlines(), 1) if line.startswith(("title", "- **Na"))]
    assert set(lines) <= {hint.line for hint in routine.hints if f"U+{ord(character):04X}" in hint.what}


def test_marks_that_only_say_which_way_their_neighbours_run_are_text() -> None:
    """U+200F and its like are needed to write Hebrew and Arabic beside numbers, and reach no further."""
    assert parse(SCRIPT.replace("@", "\u200f"), "a.md").title == "A\u200fB"
