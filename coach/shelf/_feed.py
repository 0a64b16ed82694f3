"""A shelf as a podcast feed: RSS 2.0, with what podcast apps and directories ask for.

Sources: RSS 2.0 Specification (RSS Advisory Board) for the whole; A Podcaster's Guide to RSS (Apple) for ``itunes``; the podcast
namespace (Podcasting 2.0) for ``podcast``; RFC 4287, section 4.2.7, for the link to itself; RFC 5322, section 3.3, for dates.
Written with the standard library, which escapes: of the libraries for feeds, those that are kept know nothing of ``podcast``.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from coach._version import __version__
from coach.shelf._address import Address
from coach.shelf._manifest import Output, Role, ShelfEntry
from coach.shelf._masthead import Masthead
from coach.shelf._parts import is_for_feeds
from coach.units import clock

FEED_NAME: Final = "feed.xml"
"""The file's name in its folder."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST: Final = "https://podcastindex.org/namespace/1.0"
_PREFIXES: Final = (("atom", _ATOM), ("itunes", _ITUNES), ("podcast", _PODCAST))

_PODCAST_GUIDS: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of feeds' names, given by the podcast namespace, ``podcast:guid``."""

_CATEGORY: Final = "Health & Fitness"
"""One of Apple's: every feed has to name one."""

_LONGEST: Final = 4000
"""Bytes of a description, as Apple allows them."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is made from.

    ``guid`` is its name for ever, ``built`` when what it says last changed, ``cover`` the file of its picture.
    """

    masthead: Masthead
    address: Address
    guid: str
    built: datetime
    entries: Sequence[ShelfEntry]
    cover: str = ""


def feed_guid(address: Address) -> str:
    """The name of the feed at an address: a UUIDv5 of its URL without the scheme and without slashes at the end."""
    url = address.of(FEED_NAME)
    return str(uuid5(_PODCAST_GUIDS, url.partition("://")[2].rstrip("/")))


def entry_guid(feed: str, name: str) -> str:
    """The name of a routine in a feed, by the feed's own."""
    return f"urn:uuid:{uuid5(UUID(feed), name)}"


def feed_xml(feed: Feed) -> bytes:
    """The feed, the newest routine first; only those whose sound podcast apps play."""
    for prefix, uri in _PREFIXES:
        register_namespace(prefix, uri)
    rss = Element("rss", {"version": "2.0"})
    channel = SubElement(rss, "channel")
    _channel(channel, feed)
    for entry in sorted(feed.entries, key=lambda entry: (-entry.when.timestamp(), entry.name)):
        sound = entry.output(Role.SOUND)
        if sound and is_for_feeds(sound.name):
            _item(SubElement(channel, "item"), entry, sound, feed)
    indent(rss)
    content: bytes = tostring(rss, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def rfc_5322(moment: datetime) -> str:
    """A date as feeds have it, in UTC: ``Wed, 25 Nov 2026 01:02:03 GMT``."""
    return format_datetime(moment, usegmt=True)


def _channel(channel: Element, feed: Feed) -> None:
    masthead, address = feed.masthead, feed.address
    _text(channel, "title", masthead.title)
    _text(channel, "link", address.url)
    _text(channel, "description", _shortened(_as_html(masthead.description)))
    _text(channel, "language", masthead.language)
    _text(channel, "generator", f"coach {__version__}")
    _text(channel, "lastBuildDate", rfc_5322(feed.built))
    href = address.of(FEED_NAME)
    SubElement(channel, f"{{{_ATOM}}}link", {"href": href, "rel": "self", "type": "application/rss+xml"})
    _text(channel, f"{{{_ITUNES}}}author", masthead.author or masthead.title)
    SubElement(channel, f"{{{_ITUNES}}}category", {"text": _CATEGORY})
    _text(channel, f"{{{_ITUNES}}}explicit", "false")
    _text(channel, f"{{{_ITUNES}}}type", "episodic")
    if feed.cover:
        picture = SubElement(channel, "image")
        _text(picture, "url", address.of(feed.cover))
        _text(picture, "title", masthead.title)
        _text(picture, "link", address.url)
        SubElement(channel, f"{{{_ITUNES}}}image", {"href": address.of(feed.cover)})
    if masthead.email:
        owner = SubElement(channel, f"{{{_ITUNES}}}owner")
        _text(owner, f"{{{_ITUNES}}}name", masthead.author or masthead.title)
        _text(owner, f"{{{_ITUNES}}}email", masthead.email)
        locked = SubElement(channel, f"{{{_PODCAST}}}locked", {"owner": masthead.email})
        locked.text = "yes"
    _text(channel, f"{{{_PODCAST}}}guid", feed.guid)
    _text(channel, f"{{{_PODCAST}}}medium", "podcast")


def _item(item: Element, entry: ShelfEntry, sound: Output, feed: Feed) -> None:
    address = feed.address
    player = entry.output(Role.PLAYER)
    _text(item, "title", entry.title)
    _text(item, "link", address.of(player.name) if player else address.url)
    _text(item, "description", _shortened(_as_html(entry.summary or entry.title)))
    _text(item, "guid", entry.guid, isPermaLink="false")
    _text(item, "pubDate", rfc_5322(entry.when))
    enclosure = {"url": address.of(sound.name), "length": str(sound.size), "type": sound.media_type}
    SubElement(item, "enclosure", enclosure)
    _text(item, f"{{{_ITUNES}}}duration", clock(entry.duration_s))
    _text(item, f"{{{_ITUNES}}}explicit", "false")
    _text(item, f"{{{_ITUNES}}}episodeType", "full")
    if cover := entry.output(Role.COVER):
        SubElement(item, f"{{{_ITUNES}}}image", {"href": address.of(cover.name)})
    if chapters := entry.output(Role.CHAPTERS):
        SubElement(item, f"{{{_PODCAST}}}chapters", {"url": address.of(chapters.name), "type": chapters.media_type})
    for role, more in ((Role.CAPTIONS, {"rel": "captions"}), (Role.TRANSCRIPT, {})):
        if words := entry.output(role):
            told = {"url": address.of(words.name), "type": words.media_type, "language": entry.language, **more}
            SubElement(item, f"{{{_PODCAST}}}transcript", told)


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text


def _as_html(text: str) -> str:
    """A description is HTML, so its own < and & are written as HTML has them; XML then does so once more."""
    return html.escape(text, quote=False)


def _shortened(text: str) -> str:
    """At most as many bytes as a description may have, in whole words and characters."""
    if len(text.encode()) <= _LONGEST:
        return text
    cut = text.encode()[: _LONGEST - len("…".encode())].decode(errors="ignore")
    return cut.rpartition(" ")[0] + "…"
