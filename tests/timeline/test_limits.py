"""Nonsense is refused with its line, and without being unrolled first."""

import pytest

from coach.script import parse
from coach.timeline import beyond_limits

HEAD = "---\ntitle: Long\nlanguage: en-US\n---\n\n"


def problems(body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.what) for problem in beyond_limits(parse(HEAD + body, "long.md"))]


def test_an_ordinary_routine_is_within_all_limits() -> None:
    assert problems("## Part\n\n- Do this. [for: 11h]\n") == []


LONG_WORDS = "word " * 119 + "word."
"""A minute of words, two a second."""


@pytest.mark.parametrize(
    "body",
    [
        "- [for: 12h]\n",
        f"- {LONG_WORDS} [for: 719m]\n",
        "- [pause] [for: 43197s]\n",
        "- [wait] [for: 43180s]\n",
        "- [chime: start] [hold: 43199s]\n",
        "- [repeat: 200 every 215s] [for: 200s]\n",
        '- [beat: "In" 29m, 31m, repeat: 12]\n',
        "- [wait: any] [wait: any, file: 43180s]\n",
        "- [repeat: until ready every 1h] [repeat: until ready every 1h, file: 6]\n",
    ],
)
def test_twelve_hours_are_allowed_and_a_second_more_is_not(body: str) -> None:
    """Work and pauses as they are written, a bare pause 3 s, a bare wait 20 s, a chime 1 s."""
    assert problems(f"## Part\n\n{body}") == []
    ((_, found),) = problems(f"## Part\n\n{body}- [for: 1s]\n")
    assert "12 hours" in found


@pytest.mark.parametrize(
    ("heading", "minutes"),
    [("{repeat=12 every=1h}", 0), ("{repeat=12 every=1m}", 60), ('{sides="left, right" repeat=2 every=3h}', 180)],
)
def test_a_round_counts_as_long_as_it_says_or_as_its_content_if_that_is_longer(heading: str, minutes: int) -> None:
    work = f"- [for: {minutes}m]\n" if minutes else "- Rest.\n"
    assert problems(f"## Part {heading}\n\n{work}") == []
    ((line, found),) = problems(f"## Part {heading}\n\n{work}\n## More\n\n- [for: 1s]\n")
    assert (line, "12 hours" in found) == (10, True)


@pytest.mark.parametrize(
    "steps",
    [
        # 400 events in each of 50 passes. Around all 6; for each item 1; for each sentence, repetition and count 2; for a hold 4.
        "- Words. [repeat: 195 every 1s, count: none]\n",
        "- [hold: 10s, countdown: 5] [repeat: 189 every 1s, count: none]\n",
        "- Words. [pause: 1s] [wait: 1s] [repeat: 193 every 1s, count: none]\n",
        '- Words. [beat: "In" 1s, 1s, 1s, repeat: 65]\n',
        "- [for: 20s, count: spoken] [repeat: 174 every 1s, count: none]\n",
        "- Words. And more. [chime: start] [pause] [repeat: 192 every 1s, count: none]\n",
    ],
)
def test_twenty_thousand_events_are_allowed_and_no_more(steps: str) -> None:
    assert problems(f"## Part {{repeat=50}}\n\n{steps}") == []
    ((_, found),) = problems(f"## Part {{repeat=50}}\n\n{steps}- [pause: 1s]\n")
    assert "20000 events" in found


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("## One\n\n- A. [for: 7h]\n\n## Two\n\n- B. [for: 6h]\n", 10, "12 hours"),
        ('## One {sides="left, right"}\n\n- A. [for: 7h]\n', 6, "12 hours"),
        ("## One {repeat=50}\n\n- A. [hold: 15m]\n", 6, "12 hours"),
        ("## One\n\n- A. [repeat: 200 every 5m]\n", 6, "12 hours"),
        ("## One {repeat=50}\n\n- A. [repeat: 200 every 1s, count: none]\n", 6, "20000 events"),
    ],
)
def test_too_much_is_refused_at_the_section_that_is_too_much(body: str, line: int, what: str) -> None:
    ((found_line, found),) = problems(body)
    assert found_line == line
    assert what in found
