"""A shelf as one page: no script, nothing from elsewhere, and every word of a writer's escaped.

What it holds follows WCAG 2.2: landmarks, headings in order, the language of each part, names for everything that can be operated,
text that keeps its contrast in light and dark, and sizes that follow the reader's.
"""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Final
from urllib.parse import quote

from coach.page import NOTHING, Markup, element, hash_of, joined, own, text, void
from coach.shelf import _feed as feed
from coach.shelf._manifest import Output, Role, ShelfEntry
from coach.shelf._masthead import Masthead, by_language
from coach.shelf._shelf_phrases import ShelfPhrases
from coach.units import clock

INDEX_NAME: Final = "index.html"
"""The file's name in its folder."""

_POLICY: Final = (
    "default-src 'none'; style-src {style}; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"
)
_COVER_PX: Final = "120"
_ENDONYMS: Final = {
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
}
"""What languages call themselves; others are shown by their tags."""


def index_html(masthead: Masthead, entries: Sequence[ShelfEntry], *, has_feed: bool) -> bytes:
    """The page: every routine with its length and summary, its sound and its sidecar files; by language if there are several."""
    head = element("head", joined((NOTHING, *_head(masthead, has_feed), NOTHING)))
    body = element("body", joined((NOTHING, *_body(masthead, entries, has_feed), NOTHING)))
    page = element("html", joined((NOTHING, head, body, NOTHING)), lang=masthead.language)
    return f"<!doctype html>\n{page}\n".encode()


def _head(masthead: Masthead, has_feed: bool) -> Iterator[Markup]:
    style = resources.files(__package__).joinpath("index.css").read_text(encoding="utf-8")
    yield void("meta", charset="utf-8")
    yield void("meta", http_equiv="Content-Security-Policy", content=_POLICY.format(style=hash_of(style)))
    yield void("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield void("meta", name="color-scheme", content="light dark")
    yield void("meta", name="referrer", content="no-referrer")
    yield element("title", text(masthead.title))
    yield void("meta", name="description", content=masthead.description)
    if has_feed:
        yield void("link", rel="alternate", type="application/rss+xml", title=masthead.title, href=feed.FEED_NAME)
    yield element("style", own(style))


def _body(masthead: Masthead, entries: Sequence[ShelfEntry], has_feed: bool) -> Iterator[Markup]:
    groups = by_language(entries)
    author = [element("p", text(masthead.author))] if masthead.author else []
    yield element("header", element("h1", text(masthead.title)), *author)
    yield element(
        "main",
        joined((NOTHING, *(piece for group in groups.items() for piece in _group(*group, len(groups))), NOTHING)),
    )
    if has_feed:
        words = ShelfPhrases(masthead.language)
        link = element("a", text(words.feed()), href=feed.FEED_NAME)
        yield element("footer", element("p", link, lang=words.language))


def _group(language: str, group: Sequence[ShelfEntry], count: int) -> Iterator[Markup]:
    """A list of routines, under a heading if there are several."""
    if count > 1:
        yield element("h2", text(_ENDONYMS.get(language, language)), lang=language)
    heading = "h3" if count > 1 else "h2"
    yield element("ul", joined((NOTHING, *(_entry(entry, heading) for entry in group), NOTHING)))


def _entry(entry: ShelfEntry, heading: str) -> Markup:
    pieces = [element(heading, text(entry.title), id=_id(entry))]
    if entry.summary:
        pieces.append(element("p", text(entry.summary)))
    if sound := entry.output(Role.SOUND):
        pieces.append(
            element("audio", controls="", preload="none", aria_labelledby=_id(entry), src=_href(sound)),
        )
        pieces.append(_links(entry, sound))
    cover = entry.output(Role.COVER)
    # The title next to it says what it shows.
    picture = (
        void("img", src=_href(cover), alt="", width=_COVER_PX, height=_COVER_PX, loading="lazy") if cover else NOTHING
    )
    return element("li", picture, element("div", joined(pieces)), lang=entry.language)


def _links(entry: ShelfEntry, sound: Output) -> Markup:
    words = ShelfPhrases(entry.language)
    # Which routine a link belongs to, for those who hear it without its surroundings.
    of = element("span", text(f": {entry.title}"), class_="hidden", lang=entry.language)
    seconds = int(entry.duration_s)  # parts of a second are dropped, as everywhere that a length is shown
    pieces = [
        element("time", text(clock(seconds)), datetime=f"PT{seconds}S"),
        element("a", text(words.download(sound.size)), of, href=_href(sound), download=""),
    ]
    for role, shown in ((Role.PLAYER, words.player()), (Role.TRANSCRIPT, words.transcript())):
        if output := entry.output(role):
            pieces.append(element("a", text(shown), of, href=_href(output)))
    return element("p", joined(pieces), class_="links", lang=words.language)


def _id(entry: ShelfEntry) -> str:
    return f"r-{quote(entry.name, safe='')}"


def _href(output: Output) -> str:
    return f"./{quote(output.name)}"
