"""The page: read back with a parser that is not ours, and held against what a browser with a policy would allow."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from coach.shelf import MastheadWishes
from coach.shelf._index import index_html
from coach.shelf._manifest import ShelfEntry
from coach.shelf._masthead import masthead
from tests.languages import UNTRANSLATED
from tests.shelf.test_feed import NASTY, entry

VOID = {"meta", "link", "img"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> "Iterator[Node]":
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)

    def words(self) -> str:
        return self.text + "".join(child.words() for child in self.children)


class Tree(HTMLParser):
    """A strict reader: everything that is opened is closed, in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open = [Node("", {})]
        self.feed(page.decode("utf-8"))
        self.close()
        assert [node.tag for node in self.open] == [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def page(*entries: ShelfEntry, wishes: MastheadWishes | None = None, has_feed: bool = True) -> Node:
    wishes = wishes or MastheadWishes("Hands, calmly", "Anna")
    return Tree(index_html(masthead(wishes, entries), entries, has_feed=has_feed)).open[0]


GERMAN = replace(entry("füße", title="Füße"), language="de-AT")
ENGLISH = replace(entry("hands", title="Hands"), language="en-US")


def test_every_routine_is_there_with_its_sound_its_length_and_what_lies_beside_it() -> None:
    found = page(GERMAN, ENGLISH)
    one, two = found.all("li")
    assert [heading.words() for heading in found.all("h3")] == ["Füße", "Hands"]
    assert "About Hands." in two.words()
    assert "4:32" in two.words()
    assert [sound.attributes["src"] for sound in one.all("audio")] == ["./f%C3%BC%C3%9Fe.mp3"]
    assert [link.attributes["href"] for link in two.all("a")] == ["./hands.mp3", "./hands.html", "./hands.txt"]
    assert [image.attributes["src"] for image in two.all("img")] == ["./hands.png"]


def test_its_own_words_are_in_the_language_of_each_routine_and_english_where_there_are_none() -> None:
    latin = replace(ENGLISH, name="mani", title="Mani", language=UNTRANSLATED)
    one, two, three = page(GERMAN, ENGLISH, latin).all("li")
    last = [[link.words() for link in li.all("a")][-1] for li in (one, two, three)]
    assert last == ["Den Text lesen: Füße", "Read the transcript: Hands", "Read the transcript: Mani"]
    assert [next(li.all("p")).attributes.get("lang") for li in (one, two, three)] == [None] * 3
    assert [links.attributes["lang"] for links in page(GERMAN, latin).all("p") if "class" in links.attributes] == [
        "de",
        "en",
    ]


def test_what_writers_typed_is_text_and_nothing_else() -> None:
    wicked = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    nasty = replace(GERMAN, title=wicked, summary=wicked, name=wicked, language='de"><script>')
    found = page(nasty, ENGLISH, wishes=MastheadWishes(wicked, wicked, "", wicked))
    assert list(found.all("script")) == []
    assert len(list(found.all("img"))) == 2
    assert not [name for node in all_nodes(found) for name in node.attributes if name.startswith("on")]
    assert [heading.words() for heading in found.all("h1")] == [wicked]


def test_quotes_and_signs_are_read_as_typed() -> None:
    found = page(replace(GERMAN, title=NASTY))
    assert [heading.words() for heading in found.all("h2")] == [NASTY]


@pytest.mark.parametrize("has_feed", [True, False])
def test_the_feed_is_named_where_there_is_one(has_feed: bool) -> None:
    found = page(ENGLISH, has_feed=has_feed)
    named = [link.attributes for link in found.all("link") if link.attributes["rel"] == "alternate"]
    assert [link["type"] for link in named] == ["application/rss+xml"] * has_feed
    assert ("feed.xml" in [link.attributes["href"] for link in found.all("a")]) is has_feed


class TestPolicy:
    """The page works with nothing but its own style and the files beside it."""

    def test_nothing_comes_from_elsewhere_and_nothing_runs(self) -> None:
        found = page(GERMAN, ENGLISH)
        targets = [
            node.attributes[name] for node in all_nodes(found) for name in ("src", "href") if name in node.attributes
        ]
        assert targets
        assert all(re.fullmatch(r"\./[\w.%-]+|feed\.xml", target) for target in targets)
        assert not list(found.all("script"))
        assert not [node for node in all_nodes(found) if "style" in node.attributes]

    def test_the_policy_allows_just_this_style(self) -> None:
        found = page(ENGLISH)
        policy = next(
            meta.attributes["content"]
            for meta in found.all("meta")
            if meta.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        style = next(found.all("style")).text
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        allowed = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert allowed["default-src"] == "'none'"
        assert allowed["style-src"] == f"'sha256-{digest}'"
        assert "unsafe" not in policy


class TestForEverybody:
    """What readers of screens, and people with large letters or a dark room, need."""

    def test_languages_are_marked_and_grouped_the_most_common_first(self) -> None:
        found = page(ENGLISH, GERMAN, replace(ENGLISH, name="b", title="Back", language="en-GB"))
        assert next(found.all("html")).attributes["lang"] == "de-AT"
        assert [(h.attributes["lang"], h.words()) for h in found.all("h2")] == [("en", "English"), ("de", "Deutsch")]
        assert [li.attributes["lang"] for li in found.all("li")] == ["en-GB", "en-US", "de-AT"]

    def test_one_language_needs_no_groups_and_headings_leave_no_step_out(self) -> None:
        found = page(ENGLISH)
        assert [len(list(found.all(tag))) for tag in ("h1", "h2", "h3")] == [1, 1, 0]

    def test_there_is_one_main_part_with_a_heading_before_it(self) -> None:
        found = page(ENGLISH)
        assert len(list(found.all("main"))) == 1
        assert [heading.words() for heading in next(found.all("header")).all("h1")] == ["Hands, calmly"]

    def test_every_link_says_what_it_leads_to_and_no_two_are_alike(self) -> None:
        words = [link.words() for link in page(GERMAN, ENGLISH).all("a")]
        assert all(words)
        assert len(set(words)) == len(words)

    def test_every_player_is_named_by_a_heading_that_is_there(self) -> None:
        found = page(GERMAN, ENGLISH)
        ids = [node.attributes["id"] for node in all_nodes(found) if "id" in node.attributes]
        assert len(set(ids)) == len(ids)
        assert [audio.attributes["aria-labelledby"] for audio in found.all("audio")] == ids
        assert not [each for each in ids if re.search(r"\s", each)]

    def test_pictures_say_nothing_that_is_not_written_beside_them(self) -> None:
        assert [image.attributes["alt"] for image in page(ENGLISH).all("img")] == [""]

    def test_text_can_be_zoomed_and_follows_light_and_dark(self) -> None:
        found = page(ENGLISH)
        metas = {meta.attributes.get("name"): meta.attributes.get("content", "") for meta in found.all("meta")}
        assert metas["viewport"] == "width=device-width, initial-scale=1"
        assert metas["color-scheme"] == "light dark"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("ink", ["ink", "soft", "link"])
    def test_letters_stand_out_from_the_paper_by_4_5_to_1(self, scheme: str, ink: str) -> None:
        """WCAG 2.2, 1.4.3, by its definitions of relative luminance and contrast ratio."""
        style = next(page(ENGLISH).all("style")).text
        colours = [
            dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{[^}]*\}", style)
        ]
        chosen = dict(zip(("light", "dark"), colours, strict=True))[scheme]
        light, dark = sorted((luminance(chosen["paper"]), luminance(chosen[ink])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def all_nodes(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from all_nodes(child)
