"""What feeds must be like, rule by rule, each with where it comes from, and a way to break it by which the rule itself is tested.

There is no validator of podcast feeds on PyPI, npm or in Debian. W3C is the source of the W3C Feed Validation Service (class or
message named), Apple its "Podcaster's Guide to RSS", RSS the RSS 2.0 Specification of the RSS Advisory Board, and Podcasting 2.0 the
podcast namespace (tag named).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")
_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT"
)
_DURATION = re.compile(r"([0-9]?[0-9]:)?[0-5]?[0-9]:[0-5][0-9]")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SOUNDS = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
_CATEGORIES = {
    "Arts",
    "Business",
    "Comedy",
    "Education",
    "Fiction",
    "Government",
    "History",
    "Health & Fitness",
    "Kids & Family",
}
_WORDS = {"text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip"}


@dataclass(frozen=True)
class Rule:
    """``check`` gives what is wrong; ``spoil`` makes a feed that breaks the rule."""

    source: str
    check: Callable[[Element], Iterator[str]]
    spoil: Callable[[Element], None]


def read(feed: bytes) -> Element:
    return fromstring(feed)  # noqa: S314 - it is ours


def channel_of(rss: Element) -> Element:
    channel = rss.find("channel")
    assert channel is not None
    return channel


def items_of(rss: Element) -> list[Element]:
    return channel_of(rss).findall("item")


def first(rss: Element, path: str) -> Element:
    found = channel_of(rss).find(path)
    assert found is not None, path
    return found


def _once(rss: Element) -> Iterator[str]:
    for tag in ("title", "link", "description", "language", "lastBuildDate", f"{ITUNES}explicit", f"{ITUNES}author"):
        if (count := len(channel_of(rss).findall(tag))) != 1:
            yield f"{count} of {tag}"
    for item in items_of(rss):
        for tag in ("title", "link", "description", "guid", "pubDate", "enclosure", f"{ITUNES}duration"):
            if (count := len(item.findall(tag))) != 1:
                yield f"{count} of {tag} in an item"


def _self_link(rss: Element) -> Iterator[str]:
    links = [link for link in channel_of(rss).findall(f"{ATOM}link") if link.get("rel") == "self"]
    if [link.get("type") for link in links] != ["application/rss+xml"]:
        yield "no link to itself"


def _urls(rss: Element) -> Iterator[str]:
    for element in rss.iter():
        urls = [element.get(name) for name in ("url", "href") if name in element.attrib]
        if element.tag in ("link", "url"):
            urls.append(element.text)
        yield from (f"{element.tag}: {url}" for url in urls if not _URL.fullmatch(url or ""))


def _items_last(rss: Element) -> Iterator[str]:
    tags = [child.tag for child in channel_of(rss)]
    if "item" in tags and set(tags[tags.index("item") :]) != {"item"}:
        yield "something after an item"


def _dates(rss: Element) -> Iterator[str]:
    for element in rss.iter():
        if element.tag in ("pubDate", "lastBuildDate"):
            text = element.text or ""
            if not _DATE.fullmatch(text) or f"{parsedate_to_datetime(text):%a}" != text[:3]:
                yield text


def _guids(rss: Element) -> Iterator[str]:
    guids = [item.find("guid") for item in items_of(rss)]
    texts = [guid.text or "" for guid in guids if guid is not None]
    if len(set(texts)) != len(texts):
        yield "not unique"
    yield from (text for text in texts if len(text) < 9)
    yield from (str(guid.attrib) for guid in guids if guid is not None and guid.get("isPermaLink") != "false")


def _enclosures(rss: Element) -> Iterator[str]:
    for enclosure in rss.iter("enclosure"):
        suffix = PurePosixPath(urlsplit(enclosure.get("url", "")).path).suffix
        if set(enclosure.attrib) != {"url", "length", "type"} or enclosure.get("type") != _SOUNDS.get(suffix):
            yield str(enclosure.attrib)
        if not (enclosure.get("length", "").isdigit() and int(enclosure.get("length", "")) > 0):
            yield str(enclosure.get("length"))


def _explicit(rss: Element) -> Iterator[str]:
    yield from (str(each.text) for each in rss.iter(f"{ITUNES}explicit") if each.text not in ("true", "false"))


def _category(rss: Element) -> Iterator[str]:
    found = [each.get("text") for each in channel_of(rss).findall(f"{ITUNES}category")]
    if len(found) != 1 or found[0] not in _CATEGORIES:
        yield str(found)


def _durations(rss: Element) -> Iterator[str]:
    yield from (str(d.text) for d in rss.iter(f"{ITUNES}duration") if not _DURATION.fullmatch(d.text or ""))


def _descriptions(rss: Element) -> Iterator[str]:
    for each in rss.iter("description"):
        if not 0 < len((each.text or "").encode()) <= 4000:
            yield "too long, or empty"


def _spaces(rss: Element) -> Iterator[str]:
    for each in rss.iter():
        if len(each) == 0 and each.text is not None and each.text != each.text.strip():
            yield each.text


def _owner(rss: Element) -> Iterator[str]:
    for owner in channel_of(rss).findall(f"{ITUNES}owner"):
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", owner.findtext(f"{ITUNES}email") or ""):
            yield "no address"


def _podcast_guid(rss: Element) -> Iterator[str]:
    found = [guid.text or "" for guid in channel_of(rss).findall(f"{PODCAST}guid")]
    if len(found) != 1 or not _GUID.fullmatch(found[0]):
        yield str(found)


def _locked(rss: Element) -> Iterator[str]:
    yield from (
        str(each.text) for each in channel_of(rss).findall(f"{PODCAST}locked") if each.text not in ("yes", "no")
    )


def _transcripts(rss: Element) -> Iterator[str]:
    for each in rss.iter(f"{PODCAST}transcript"):
        if each.get("type") not in _WORDS or not each.get("language") or each.get("rel", "captions") != "captions":
            yield str(each.attrib)
        if (each.get("type") == "text/vtt") != (each.get("rel") == "captions"):
            yield str(each.attrib)


def _chapters(rss: Element) -> Iterator[str]:
    for item in items_of(rss):
        found = item.findall(f"{PODCAST}chapters")
        if len(found) > 1 or any(each.get("type") != "application/json+chapters" for each in found):
            yield "more than one, or of another type"


def _pictures(rss: Element) -> Iterator[str]:
    for each in rss.iter(f"{ITUNES}image"):
        if not each.get("href", "").endswith((".png", ".jpg")):
            yield str(each.get("href"))


def _picture_of_channel(rss: Element) -> Iterator[str]:
    channel = channel_of(rss)
    for image in channel.findall("image"):
        if any(image.findtext(tag) != channel.findtext(tag) for tag in ("title", "link")):
            yield "another title or link than the channel"


def _version(rss: Element) -> Iterator[str]:
    if rss.tag != "rss" or rss.attrib != {"version": "2.0"}:
        yield f"{rss.tag} {rss.attrib}"


def _set(path: str, text: str) -> Callable[[Element], None]:
    def spoil(rss: Element) -> None:
        first(rss, path).text = text

    return spoil


def _put(path: str, **attributes: str) -> Callable[[Element], None]:
    return lambda rss: first(rss, path).attrib.update(attributes)


def _drop(path: str) -> Callable[[Element], None]:
    return lambda rss: channel_of(rss).remove(first(rss, path))


def _add(tag: str) -> Callable[[Element], None]:
    def spoil(rss: Element) -> None:
        SubElement(channel_of(rss), tag)

    return spoil


def _same_guids(rss: Element) -> None:
    for guid in rss.iter("guid"):
        guid.text = "urn:uuid:the-same"


RULES = {
    "version": Rule("RSS, 'rss'", _version, lambda rss: rss.attrib.update(version="0.92")),
    "each once": Rule("W3C channel.validate, noduplicates; Apple, required tags", _once, _drop("language")),
    "link to itself": Rule("W3C MissingAtomSelfLink", _self_link, _drop(f"{ATOM}link")),
    "urls": Rule(
        "W3C rfc2396_full, httpURL; RFC 3986", _urls, _put("item/enclosure", url="https://example.org/a b.mp3")
    ),
    "items last": Rule("W3C MisplacedItem", _items_last, _add("ttl")),
    "dates": Rule("RSS; W3C rfc822; RFC 5322, 3.3", _dates, _set("item/pubDate", "Mon, 25 Nov 2026 01:02:03 GMT")),
    "guids": Rule("W3C guid, NotSufficientlyUnique; Apple, guid", _guids, _same_guids),
    "enclosures": Rule(
        "W3C enclosure, UnsupportedItunesFormat; Apple, enclosure", _enclosures, _put("item/enclosure", length="-1")
    ),
    "explicit": Rule("W3C truefalse; Apple, itunes:explicit", _explicit, _set(f"{ITUNES}explicit", "no")),
    "category": Rule(
        "W3C InvalidItunesCategory; Apple categories", _category, _put(f"{ITUNES}category", text="Massage")
    ),
    "durations": Rule("W3C duration", _durations, _set(f"item/{ITUNES}duration", "272")),
    "descriptions": Rule("Apple, description: 4000 bytes", _descriptions, _set("item/description", "ä" * 2001)),
    "spaces": Rule("Apple: no spaces around values", _spaces, _set("title", " Hands")),
    "owner": Rule("W3C owner, email", _owner, _set(f"{ITUNES}owner/{ITUNES}email", "Anna")),
    "podcast:guid": Rule("Podcasting 2.0, guid", _podcast_guid, _set(f"{PODCAST}guid", "https://example.org")),
    "podcast:locked": Rule("Podcasting 2.0, locked", _locked, _set(f"{PODCAST}locked", "true")),
    "podcast:transcript": Rule(
        "Podcasting 2.0, transcript", _transcripts, _put(f"item/{PODCAST}transcript", type="text/srt")
    ),
    "podcast:chapters": Rule(
        "Podcasting 2.0, chapters", _chapters, _put(f"item/{PODCAST}chapters", type="application/json")
    ),
    "itunes:image": Rule(
        "Apple, itunes:image: .jpg or .png", _pictures, _put(f"{ITUNES}image", href="https://example.org/a.webp")
    ),
    "image": Rule("RSS, image: title and link of the channel", _picture_of_channel, _set("image/title", "Another")),
}
