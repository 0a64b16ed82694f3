"""The page as it is written: what stands in it, and that nothing of a writer's becomes anything but words."""

import base64
import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coach.folders import Folders, shipped
from coach.page import SoundInside, document, element, text
from coach.page import _document as document_module
from coach.page._document import direction
from coach.page._markup import json_text
from coach.programme import find_routine
from coach.script import Prompt, Routine, Section, Step
from tests.page.helpers import ROUTINE, Made, cut_out, made, programme_of

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' x=\"",
    "&lt;b&gt; &amp; ]]> ${title} $title {title}",
    "\u202egnirts\u2028\u2029\x00\x1b",
    "</title></noscript></style><style>*{display:none}",
)


class Reader(HTMLParser):
    """What the standard library finds in a page: elements with their attributes, and all text outside of scripts and styles."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.texts.append(data)

    def count(self, name: str) -> int:
        return sum(tag == name for tag, _ in self.elements)


def hostile_routine() -> Routine:
    steps = tuple(Step((Prompt(words),), words) for words in HOSTILE)
    sections = tuple(Section(words, steps) for words in HOSTILE)
    return Routine(HOSTILE[0], "en", sections, HOSTILE[1], needs=HOSTILE, safety=HOSTILE)


def page_of(routine: Routine) -> str:
    programme = programme_of(routine)
    return "".join(document(routine, programme.messages, programme.timeline(), SoundInside(())))


@pytest.fixture(scope="module")
def plain() -> Reader:
    return Reader(page_of(ROUTINE))


@pytest.fixture(scope="module")
def source() -> str:
    return page_of(hostile_routine())


class TestHostileWords:
    """Words that would be markup or code if they were taken for it."""

    def test_there_are_no_other_elements_and_attributes_than_in_any_page(self, source: str, plain: Reader) -> None:
        hostile = Reader(source)
        for name in ("script", "style", "img", "meta", "audio", "noscript", "svg", "body", "link"):
            assert hostile.count(name) == plain.count(name), name
        known = {name for _, attributes in plain.elements for name in attributes}
        assert {name for _, attributes in hostile.elements for name in attributes} <= known
        assert not any(name.startswith("on") for name in known)

    def test_the_words_are_there_as_they_were_written(self, source: str) -> None:
        texts = Reader(source).texts
        for words in HOSTILE:
            assert words.replace("\x00", "\ufffd").replace("\x1b", "\ufffd") in texts

    def test_the_data_cannot_end_its_element_and_says_the_same(self, source: str) -> None:
        data = cut_out(source, '<script type="application/json" id="data">', "</script>")
        assert not set("<>&\u2028\u2029") & set(data)
        assert json.loads(data)["title"] == HOSTILE[0]
        assert [chapter for chapter in json.loads(data)["chapters"] if chapter in HOSTILE] == list(HOSTILE)

    def test_the_policy_is_that_of_any_page(self, source: str, plain: Reader) -> None:
        assert policy_of(Reader(source)) == policy_of(plain)


def policy_of(page: Reader) -> dict[str, list[str]]:
    (content,) = [
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    return {rule.split()[0]: rule.split()[1:] for rule in (content or "").split(";")}


def test_only_this_script_and_this_style_may_run(short: Made) -> None:
    """The hashes are those of the elements as they stand in the file."""
    rules = policy_of(Reader(short.source))
    assert rules["default-src"] == ["'none'"]
    assert rules["media-src"] == ["blob:"]
    assert rules["img-src"] == ["data:"]
    for rule, before, after in (
        ("script-src", '<script type="module">', "</script>"),
        ("style-src", "<style>", "</style>"),
    ):
        digest = hashlib.sha256(cut_out(short.source, before, after).encode()).digest()
        assert rules[rule] == [f"'sha256-{base64.b64encode(digest).decode()}'"]
    assert set(rules) >= {"base-uri", "form-action", "require-trusted-types-for"}


NOT_YET = {"place.js"}
"""It places a routine by itself, which no page does yet: see test_score.py."""


def test_every_part_is_in_the_page() -> None:
    parts = {path.name for path in Path(document_module.__file__).with_name("web").iterdir()}
    assert parts == {"page.html", *document_module.SCRIPTS, *document_module.STYLES, *NOT_YET}
    assert not NOT_YET & {*document_module.SCRIPTS}


def test_the_policy_stands_before_all_that_it_rules(plain: Reader) -> None:
    tags = [tag for tag, _ in plain.elements]
    policy = next(n for n, (_, attributes) in enumerate(plain.elements) if "http-equiv" in attributes)
    assert policy < min(tags.index(name) for name in ("style", "script", "link", "body"))


def test_nothing_points_out_of_the_file(plain: Reader) -> None:
    for _, attributes in plain.elements:
        for name in ("href", "src", "srcset", "action", "poster", "style"):
            value = attributes.get(name)
            assert value is None or value.startswith("data:"), (name, value)
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in plain.elements


def test_the_same_routine_has_the_same_digest_and_another_another(short: Made, tmp_path: Path) -> None:
    again = made(ROUTINE, tmp_path / "again.html")
    other = made(replace(ROUTINE, title="Other"), tmp_path / "other.html")
    assert again.data["digest"] == short.data["digest"] != other.data["digest"]


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped("scripts").glob("*.md")))
def test_a_shipped_routine_takes_less_than_150_kb_beside_its_sound(name: str) -> None:
    assert len(page_of(find_routine(name, Folders.of_user()).routine).encode()) < 150_000


class TestLanguages:
    """The page's own words are in the language of the routine."""

    @pytest.mark.parametrize(
        ("tag", "start"), [("en-US", "Start"), ("de-AT", "Beginnen"), ("fr", "Commencer"), ("es-MX", "Empezar")]
    )
    def test_it_speaks_the_language_of_the_routine(self, tag: str, start: str) -> None:
        page = Reader(page_of(replace(ROUTINE, language=tag)))
        assert start in page.texts
        assert page.elements[0] == ("html", {"lang": tag, "dir": "ltr"})

    def test_where_it_lacks_a_language_it_says_that_it_speaks_english(self) -> None:
        page = Reader(page_of(replace(ROUTINE, language="ar")))
        assert page.elements[0] == ("html", {"lang": "ar", "dir": "rtl"})
        assert "Start" in page.texts
        assert ("span", {"lang": "en", "dir": "ltr"}) in page.elements

    @pytest.mark.parametrize(
        ("tag", "expected"), [("en", "ltr"), ("he", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("az", "ltr")]
    )
    def test_the_direction_is_that_of_the_script(self, tag: str, expected: str) -> None:
        assert direction(tag) == expected


def test_safety_and_needs_stand_before_the_player(short: Made) -> None:
    texts = Reader(short.source).texts
    assert texts.index("Stop if it hurts.") < texts.index("a little oil") < texts.index("Then")


def test_a_routine_without_them_has_no_empty_headings() -> None:
    page = Reader(page_of(replace(ROUTINE, needs=(), safety=(), summary="")))
    assert "You will need" not in page.texts
    assert "For your safety" not in page.texts


def test_the_transcript_says_everything_once_and_tells_what_hands_do(short: Made) -> None:
    texts = Reader(cut_out(short.source, '<div class="text">', "</div>")).texts
    assert " ".join("".join(texts).split()) == (
        "Before you begin You will need: a little oil. Stop if it hurts. Not on broken skin. "
        "Palms Circles. Make circles. (3 times in 2 s) Stretch. Stretch. Softly. (hold 3 s) "
        "Fingers Shake them out. (keep moving 2 s) Oil. Take oil. (get ready 1 s) Rest. Rest now."
    )


def test_markup() -> None:
    assert element("p", text("a < b"), class_="x", hidden="") == '<p class="x" hidden>a &lt; b</p>'
    assert element("i", data_x='"') == '<i data-x="&quot;"></i>'
    assert json_text({"a": "</b>&"}) == '{"a":"\\u003c/b\\u003e\\u0026"}'
