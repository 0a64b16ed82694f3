"""What must hold for any text whatever: a draft that is a script, or a plain refusal; and no word of an article is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import ArticleError
from coach.importer import Written, draft_script
from coach.script import Prompt, Routine, Section, parse
from coach.timeline import beyond_limits

PIECES = [
    *[
        "- ",
        "* ",
        "\u2022 ",
        "\u2013 ",
        "1. ",
        "1) ",
        "(2) ",
        "Step 1: ",
        "Step two",
        "# ",
        "## ",
        "> ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
    ],
    *[
        "---",
        "===",
        "***",
        "title: x",
        "[hold: 5s]",
        "[",
        "]",
        "{",
        "}",
        "{side}",
        '{sides="a, b"}',
        "<!--",
        "-->",
        "<b>",
        "</b>",
    ],
    *[
        "<p>",
        "</p>",
        "<li>",
        "<ol>",
        "<nav>",
        "<h1>",
        "</h1>",
        "<br>",
        "<![if",
        "<script>",
        "&amp;",
        "&",
        "\\",
        "`",
        "**",
        "__",
        "|",
        "|---|",
    ],
    *[
        "Hold for 30 to 60 seconds. ",
        "Rub for a minute, then hold ten seconds. ",
        "Repeat several times.",
        "5 times (",
        ") ",
        "(so)",
    ],
    *[
        "Repeat on the other leg. ",
        "10 times on each side. ",
        "On one leg, stroke. ",
        "Ingredients:",
        "Safety",
        "I like it. ",
        "See this post.",
    ],
    *[
        "HEADING",
        "Bicycle legs: ",
        "wort",
        "\u00e9t\u00e9",
        "\u4f60\u597d",
        "\u017fix minutes",
        "\u00b2",
        "\u0000",
        "\u2028",
        "\x85",
        "\ufeff",
        "\u00a0",
        "...",
    ],
    *[
        "http://example.org/a_b",
        "[link](https://example.org)",
        "![a](b)",
        "x" * 300,
        "no full stop here ",
        "\u201cquoted\u201d ",
        '"',
    ],
]
made_up = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)
texts = st.one_of(st.text(max_size=200), made_up)
names = st.sampled_from(["a.txt", "a.md", "a.html", "article", "\u4f60.txt", ".txt", ""])


def draft(text: str, name: str) -> Written | None:
    try:
        return draft_script(text, name)
    except ArticleError:
        return None


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def all_that_it_says(routine: Routine) -> set[str]:
    """Every word of a routine, of what is spoken and what is read."""
    texts = [routine.title, *routine.notes, *routine.needs, *routine.safety]
    for section in routine.parts:
        assert isinstance(section, Section)
        texts += [section.title, *section.notes]
        for step in section.steps:
            texts += [step.name or "", *step.notes, *(item.text for item in step.items if isinstance(item, Prompt))]
    return set(words(" ".join(texts)))


@pytest.mark.slow
@settings(max_examples=400)
@given(texts, names)
def test_any_text_gives_a_script_or_a_refusal(text: str, name: str) -> None:
    made = draft(text, name)
    if made is not None:
        routine = parse(made.script, "draft.md")
        assert routine.title == made.title
        assert len(routine.sections) == made.sections
        assert sum(len(section.steps) for section in routine.sections) == made.steps > 0


@pytest.mark.slow
@settings(max_examples=400)
@given(texts)
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    made = draft(text, "a.txt")
    if text.lstrip("\ufeff \n\r\t").startswith("<"):
        return  # it may be taken for a page, whose tags are no words
    # The marks of points are no words of theirs: a number with its stop or brackets, a letter with its bracket, or "Step 1:".
    marks = re.compile(
        r"^\s*(?:\(?[0-9]{1,3}[.)]|[a-z]\)|(?:step|schritt)\s.*?(?:[:.)\u2013\u2014-]|$))", re.IGNORECASE
    )
    lines = re.split("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]", text)
    readable = ("".join(sign if sign.isprintable() else " " for sign in line).strip() for line in lines)
    unmarked = " ".join(marks.sub("", line) for line in readable)
    if made is None:
        assert not words(unmarked)
        return
    assert set(words(unmarked)) <= all_that_it_says(parse(made.script, "draft.md"))


SENTENCES = [
    *[
        "Lie down on your back.",
        "Hold for thirty-five seconds.",
        "This helps a lot.",
        "Repeat on the other leg.",
        "Repeat 10 times.",
        "3 sets of 8 reps",
    ],
    *[
        "(pause)",
        "[Pause 10 seconds]",
        "Repeat the cycle five times.",
        "Pull the left ear, then the right ear.",
        "Sets: 3",
        "Bake for 9 hours.",
    ],
    *[
        "Legen Sie sich hin.",
        "Dreimal pro Seite.",
        "Wechseln Sie dann die Seite.",
        "Respirez dix fois.",
        "Changez de côté.",
        "Repite diez veces.",
    ],
    *[
        "Safety",
        "You will need:",
        "Why it helps:",
        "Leave a comment",
        "A towel",
        "Step 2",
        "STRETCH",
        "Aim: less pain.",
        "Tip: go slowly.",
        "Hold: 5 s",
    ],
]
structured = st.lists(
    st.tuples(
        st.sampled_from(["- ", "1. ", "2) ", "## ", "", "", "> ", "**Name.** "]),
        st.sampled_from(SENTENCES),
        st.sampled_from([" ", "\n", "\n\n"]),
    ),
    max_size=25,
).map(lambda parts: "".join(mark + text + end for mark, text, end in parts))


@given(structured, names)
def test_a_draft_can_be_played_and_says_nothing_that_its_article_does_not_say(text: str, name: str) -> None:
    made = draft(text, name)
    if made is None:
        return
    routine = parse(made.script, "draft.md")
    assert next(beyond_limits(routine), None) is None
    said = [
        item.text
        for section in routine.sections
        for step in section.steps
        for item in step.items
        if isinstance(item, Prompt)
    ]
    said += [step.name for section in routine.sections for step in section.steps if step.name]
    assert set(words(" ".join(said))) <= set(words(f"{text} {name}"))
    assert made.looks == made.script.count("look: ")


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abc .,[]{}<>*_-#\"'", min_size=1, max_size=30), min_size=1, max_size=6))
def test_points_come_to_stand_in_their_order(points: list[str]) -> None:
    numbered = [f"Do w{at} {point}" for at, point in enumerate(points)]
    text = "A title of its own\n\n" + "\n".join(f"{at + 1}) {point}" for at, point in enumerate(numbered))
    made = draft_script(text, "a.txt")
    steps = parse(made.script, "draft.md").sections
    said = [item.text for section in steps for step in section.steps for item in step.items if isinstance(item, Prompt)]
    assert re.findall(r"\bw[0-9]+", " ".join(said)) == [f"w{at}" for at in range(len(points))]
