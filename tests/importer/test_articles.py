"""How-to texts of many shapes, each with what a person would make of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach.errors import ArticleError
from coach.importer import Written, decode, draft_script
from coach.script import Prompt, Routine, parse

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True)
class Expected:
    """``sections`` are titles with the number of steps; ``directives`` all those of the draft, in order."""

    title: str
    sections: list[tuple[str, int]]
    directives: list[str] = field(default_factory=list)
    sides: dict[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    language: str = "en-US"


EXPECTED = {
    "bread.txt": Expected(
        "Quick flat bread",
        [("Method", 3), ("Each side", 1)],
        ["[for: 8-10m]", "[hold: 30m]", "[for: 2m]"],
        {"Each side": ("right side", "left side")},
        needs=("2 cups of flour", "1 cup of warm water", "a pinch of salt"),
    ),
    "shoulders.md": Expected(
        "Loosen your shoulders",
        [("Warm up", 4), ("Stretch", 2)],
        ["[repeat: 10 every 5s]", "[for: 30s]", "[hold: 20-30s]"],
        {"Stretch": ("right arm", "left arm")},
    ),
    "page.html": Expected(
        "Sleepy feet",
        [("Sleepy feet", 3)],
        ["[for: 1m]", "[hold: 10s]", "[repeat: 3 every 5s]"],
        language="en-GB",
    ),
    "breathing.txt": Expected(
        "Five quiet minutes", [("Five quiet minutes", 3)], ["[repeat: 10 every 5s]", "[hold: 1-2m]"]
    ),
    "capitals.txt": Expected(
        "MORNING STRETCH",
        [("GET READY", 2), ("REACH", 1), ("Each side", 1), ("FINISH", 1)],
        ["[hold: 15s]", "[hold: 5-10s]", "[hold: 1m]"],
        {"Each side": ("right side", "left side")},
    ),
    "windows.txt": Expected("Window wash", [("Window wash", 3)], ["[hold: 30s]"]),
    "nacken.txt": Expected(
        "Den Nacken lockern",
        [("Part 1", 1), ("Beide Seiten", 1), ("Part 3", 2)],
        ["[hold: 20-30s]", "[repeat: 5 every 5s]", "[hold: 1m]"],
        {"Beide Seiten": ("rechte Seite", "linke Seite")},
        language="de",
    ),
    "one-line.txt": Expected("One line", [("One line", 1)]),
    "paragraph.txt": Expected("Paragraph", [("Paragraph", 10)]),
    "sub-bullets.txt": Expected("Packing a rucksack", [("Do it in this order", 6)], ["[for: 5-10s]"]),
    "steps.txt": Expected(
        "How to calm a puppy",
        [("How to calm a puppy", 3)],
        ["[hold: 2m]", "[for: 30s]", "[repeat: 5 every 5s]"],
    ),
    "words.md": Expected(
        "Times: as people write them",
        [("Times: as people write them", 7)],
        [
            "[for: 30s]",
            "[for: 1m30s]",
            "[hold: 1m30s]",
            "[repeat: 5 every 5s]",
            "[repeat: 2 every 5s]",
            "[hold: 20-30s]",
        ],
        language="en-AU",
    ),
    "traps.txt": Expected(
        "title: traps --- [hold: 5s]",
        [("title: traps --- [hold: 5s]", 4)],
        ["[for: 10s]", "[repeat: 2 every 5s]"],
    ),
}


def drafted(name: str) -> tuple[Written, Routine]:
    written = draft_script(decode((ARTICLES / name).read_bytes(), name), name)
    return written, parse(written.script, "draft.md")


def without_comments(script: str) -> str:
    return re.sub("<!--.*?-->|^# look.*$", "", script, flags=re.MULTILINE)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_article_becomes_the_draft_that_a_person_would_make(name: str) -> None:
    written, routine = drafted(name)
    expected = EXPECTED[name]
    assert (routine.title, routine.language) == (expected.title, expected.language)
    assert [(section.title, len(section.steps)) for section in routine.sections] == expected.sections
    directives = re.findall(r"(?<!\\)\[[a-z]+: [^\]\\]*\]", without_comments(written.script).split("\n---\n")[1])
    assert directives == expected.directives
    assert {section.title: section.sides for section in routine.sections if section.sides} == expected.sides
    assert routine.needs == expected.needs


def test_every_article_is_among_the_expected_ones() -> None:
    assert {path.name for path in ARTICLES.iterdir()} == {*EXPECTED, "empty.txt"}


def test_an_empty_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="no words"):
        drafted("empty.txt")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_guesses_counted_are_those_marked(name: str) -> None:
    written, _ = drafted(name)
    assert written.looks == written.script.count("look: ")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_directive_has_a_comment_beside_it_with_the_words_it_came_from(name: str) -> None:
    written, _ = drafted(name)
    in_comments = re.findall(r"<!-- look: '.*' became (\[.*?\])", written.script)
    assert in_comments == EXPECTED[name].directives


def test_what_a_page_says_around_its_article_is_left_out() -> None:
    written, routine = drafted("page.html")
    for words in ("menu", "Footer", "Never spoken", "fetch", "color", "Evening Site"):
        assert words not in written.script
    assert routine.notes == ("A foot rub before bed & nothing more.",)
    section = routine.sections[0]
    assert section.notes == ("See the post about hands as well. Link: https://example.org/hands",)
    assert section.steps[0].name == "Warm up"


def test_stories_and_credits_are_notes() -> None:
    _, routine = drafted("breathing.txt")
    assert routine.notes == ("My grandmother did this every evening, and I never knew why.",)
    assert routine.sections[0].notes == ("Photo by A. Friend",)


def test_remarks_in_round_brackets_are_notes_of_their_step() -> None:
    _, routine = drafted("nacken.txt")
    assert routine.sections[-1].steps[-1].notes == ("am besten durch die Nase",)


def test_a_line_that_goes_on_indented_belongs_to_its_point() -> None:
    _, routine = drafted("windows.txt")
    assert [step.items[0] for step in routine.sections[0].steps][1] == Prompt(
        "Wipe it from top to bottom in long strokes."
    )


def test_a_short_line_after_step_and_a_number_is_the_name_of_the_step() -> None:
    _, routine = drafted("steps.txt")
    assert [step.name for step in routine.sections[0].steps] == ["Sit down", "Offer your hand", "Stroke"]


def test_what_looks_like_script_in_an_article_stays_words() -> None:
    _, routine = drafted("traps.txt")
    assert routine.sections[0].sides == ()
    said = [step.items[0] for step in routine.sections[0].steps]
    assert said[:2] == [
        Prompt("# No heading, <b>no tag</b> & no &amp; entity; 2 * 3 * 4 _x_ `code` \\ end"),
        Prompt("--> nor the end of a comment <!-- of mine for 10 seconds"),
    ]
    assert routine.notes == ('[hold: 5s] is what I write, {side} and {sides="a, b"} too.',)


def test_the_language_asked_for_comes_before_that_of_the_article() -> None:
    text = "<html lang='de'><p>Eins</p><p>Zwei</p></html>"
    assert parse(draft_script(text, "a.html").script, "d.md").language == "de"
    assert parse(draft_script(text, "a.html", "de-AT").script, "d.md").language == "de-AT"


@pytest.mark.parametrize("language", ["xx", "not a language", "qq-DE", ""])
def test_a_language_that_there_is_not_is_refused(language: str) -> None:
    with pytest.raises(ArticleError, match=f"there is no language '{language}'"):
        draft_script("Rub.", "a.txt", language)


def test_the_name_of_a_language_is_answered_with_its_tag() -> None:
    with pytest.raises(ArticleError, match="'German' is not a language tag") as caught:
        draft_script("Rub.", "a.txt", "German")
    assert "de" in str(caught.value.hint)


def test_an_article_in_a_language_that_there_is_not_is_guessed_by_its_words() -> None:
    text = "<html lang='xx'><p>Legen Sie sich auf den Rücken und atmen Sie tief ein und aus.</p></html>"
    assert parse(draft_script(text, "a.html").script, "d.md").language == "de"


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"caf\xe9", "not UTF-8"), (b"\xff\xfea\x00", "not UTF-8"), (b"a\x00b", "zero bytes"), (b"%PDF-1.7", "a PDF")],
)
def test_what_is_no_utf8_text_is_refused_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(ArticleError, match=what) as caught:
        decode(data, "a.txt")
    assert caught.value.hint


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfRest.", "a.txt") == "Rest."


def test_a_book_is_refused() -> None:
    with pytest.raises(ArticleError, match="longer than"):
        draft_script("Rub it in. " * 20_000, "a.txt")


HARD = {
    "signs": "= > " * 2500 + "a",
    "deep quotes": "> " * 60 + "a",
    "dots": "." * 20_000 + " Rub it.",
    "one long word": "x" * 30_000,
    "a long title": "A " + "long " * 60 + "\n\n1) Rub it.\n2) Rest.",
    "a title of signs": "# " + "." * 200 + " word\n\n1) Rub it.\n2) Rest.",
    "tags that never end": "<p>" + "<a " * 2000 + "x</p>",
    "comments that never end": "<p>Rub it.</p>" + "<!-- " * 2000,
    "a comment with tags": "<p>Rub it.</p><!-- <p>a < b <![if x]> --><p>Rest.</p>",
    "deep lists": "\n".join(" " * depth + f"- point {depth}" for depth in range(200)),
    "brackets": "- " + "(" * 3000 + " a " + "[" * 3000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["txt", "md", "html"])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_hard_texts_become_scripts_too(text: str, kind: str) -> None:
    written = draft_script(text, f"a.{kind}")
    assert parse(written.script, "draft.md").sections


def test_comments_of_a_page_are_no_words_of_its_article() -> None:
    routine = parse(draft_script(HARD["a comment with tags"], "a.html").script, "draft.md")
    assert [step.items for step in routine.sections[0].steps] == [(Prompt("Rub it."),), (Prompt("Rest."),)]


def test_only_the_first_sign_of_a_heading_marks_it() -> None:
    assert draft_script("# Take no# 2 of them\n\n1) Rub it.", "a.txt").title == "Take no# 2 of them"


def test_a_sign_within_a_heading_marks_nothing() -> None:
    assert draft_script("Take no# 2\n\n1) Rub it.", "a.txt").title == "Take no# 2"
