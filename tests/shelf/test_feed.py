"""The feed, read back by programs that are not ours, and held against every rule of :mod:`tests.shelf.rules`."""

import html
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import feedparser
import podcastparser
import pytest

from coach.shelf import MastheadWishes, address
from coach.shelf._feed import Feed, entry_guid, feed_guid, feed_xml
from coach.shelf._manifest import Output, Role, ShelfEntry
from coach.shelf._masthead import masthead
from coach.units import SAMPLE_RATE
from tests.shelf.helpers import output
from tests.shelf.rules import ATOM, ITUNES, PODCAST, RULES, first, items_of, read

NASTY = "Füße & <Hände> \"ruhig\" 'sanft' ]]> &amp; 😀"
HOME = address("https://example.org/für alle/")
GUID = feed_guid(HOME)


def outputs(name: str) -> tuple[Output, ...]:
    kinds = (
        (Role.SOUND, ".mp3", "audio/mpeg"),
        (Role.TRANSCRIPT, ".txt", "text/plain"),
        (Role.CAPTIONS, ".vtt", "text/vtt"),
        (Role.CHAPTERS, ".chapters.json", "application/json+chapters"),
        (Role.COVER, ".png", "image/png"),
        (Role.PLAYER, ".html", "text/html"),
    )
    return tuple(output(role, f"{name}{ending}", kind, b"x" * 4321) for role, ending, kind in kinds)


def entry(
    name: str, *, title: str = "Title", minutes: int = 4, published: str = "2026-11-25T01:02:03+00:00"
) -> ShelfEntry:
    samples = (60 * minutes + 32) * SAMPLE_RATE
    return ShelfEntry(
        name, "digest", title, "de-AT", f"About {title}.", samples, outputs(name), published, entry_guid(GUID, name)
    )


ENTRIES = (
    entry("hände & füße", title=NASTY),
    entry("long", minutes=75, published="2027-01-01T00:00:00+00:00"),
    entry("short", minutes=0),
)
TOLD = masthead(MastheadWishes(NASTY, "Anna & Ben", "anna@example.org", NASTY), ENTRIES)
FEED = Feed(TOLD, HOME, GUID, datetime(2027, 1, 1, tzinfo=UTC), ENTRIES, "cover.png")
XML = feed_xml(FEED)


@pytest.mark.parametrize("name", RULES)
def test_it_keeps_the_rule(name: str) -> None:
    assert list(RULES[name].check(read(XML))) == []


@pytest.mark.parametrize("name", RULES)
def test_the_rule_finds_a_feed_that_breaks_it(name: str) -> None:
    rss = read(XML)
    RULES[name].spoil(rss)
    assert list(RULES[name].check(rss)) != []


@pytest.mark.parametrize("name", RULES)
def test_a_feed_with_as_little_as_can_be_keeps_the_rule(name: str) -> None:
    bare = [replace(each, summary="", outputs=each.outputs[:1]) for each in ENTRIES]
    feed = Feed(masthead(MastheadWishes(), bare), HOME, GUID, FEED.built, bare)
    assert list(RULES[name].check(read(feed_xml(feed)))) == []


def test_feedparser_reads_all_of_it() -> None:
    told = feedparser.parse(XML)
    assert not told.bozo
    assert told.version == "rss20"
    assert told.encoding == "utf-8"
    assert told.feed.title == NASTY
    assert told.feed.author == "Anna & Ben"
    assert told.feed.image.href == "https://example.org/f%C3%BCr%20alle/cover.png"
    assert [item.title for item in told.entries] == ["Title", NASTY, "Title"]
    item = told.entries[1]
    assert item.published_parsed[:6] == (2026, 11, 25, 1, 2, 3)
    assert item.enclosures[0].href == "https://example.org/f%C3%BCr%20alle/h%C3%A4nde%20%26%20f%C3%BC%C3%9Fe.mp3"
    assert (item.enclosures[0].length, item.enclosures[0].type) == ("4321", "audio/mpeg")
    assert not item.guidislink


def test_podcastparser_reads_all_of_it() -> None:
    """It is what gPodder uses; it gives seconds and the HTML of descriptions as text."""
    told = podcastparser.parse(HOME.of("feed.xml"), BytesIO(XML))
    assert told["title"] == NASTY
    assert told["itunes_owner"] == {"name": "Anna & Ben", "email": "anna@example.org"}
    assert [episode["total_time"] for episode in told["episodes"]] == [4532, 272, 32]
    assert told["episodes"][1]["enclosures"][0]["file_size"] == 4321
    assert told["explicit"] is False


def test_it_is_utf_8_and_says_so() -> None:
    assert XML.decode("utf-8").startswith("<?xml version='1.0' encoding='utf-8'?>")


def test_the_same_is_always_the_same_bytes() -> None:
    assert feed_xml(replace(FEED, entries=tuple(reversed(ENTRIES)))) == XML


def test_a_description_is_html_so_that_what_a_writer_typed_is_read_as_typed() -> None:
    assert "About Füße &amp; &lt;Hände&gt;" in (items_of(read(XML))[1].findtext("description") or "")
    assert read(XML).findtext("channel/description") == html.escape(NASTY, quote=False)


def test_what_lies_beside_a_sound_is_told() -> None:
    item = items_of(read(XML))[0]
    base = "https://example.org/f%C3%BCr%20alle/long"
    chapters, cover = item.find(f"{PODCAST}chapters"), item.find(f"{ITUNES}image")
    assert chapters is not None
    assert cover is not None
    assert chapters.attrib == {"url": f"{base}.chapters.json", "type": "application/json+chapters"}
    assert cover.attrib == {"href": f"{base}.png"}
    assert [each.attrib for each in item.findall(f"{PODCAST}transcript")] == [
        {"url": f"{base}.vtt", "type": "text/vtt", "language": "de-AT", "rel": "captions"},
        {"url": f"{base}.txt", "type": "text/plain", "language": "de-AT"},
    ]
    assert item.findtext("link") == f"{base}.html"


def test_the_link_to_itself_is_where_it_will_be() -> None:
    assert first(read(XML), f"{ATOM}link").get("href") == "https://example.org/f%C3%BCr%20alle/feed.xml"


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_name_of_a_feed_is_made_as_the_podcast_namespace_shows_by_example(
    url: str, guid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _, name = url.rpartition("/")
    monkeypatch.setattr("coach.shelf._feed.FEED_NAME", name)
    assert feed_guid(address(f"https://{folder}")) == guid
    assert feed_guid(address(f"http://{folder}/")) == guid


def test_names_of_routines_are_uuids_of_their_own_in_each_feed() -> None:
    other = feed_guid(address("https://example.org/b/"))
    names = {entry_guid(feed, name) for feed in (GUID, other) for name in ("a", "b")}
    assert len(names) == 4
    assert all(UUID(name.removeprefix("urn:uuid:")).version == 5 for name in names)


def test_a_long_summary_is_cut_between_words_and_never_within_a_character() -> None:
    long = replace(ENTRIES[0], summary="Füße, " * 1000)
    text = items_of(read(feed_xml(replace(FEED, entries=[long]))))[0].findtext("description") or ""
    assert text.endswith("Füße,…")
    assert 3900 < len(text.encode()) <= 4000


def test_sounds_that_podcast_apps_do_not_play_are_left_out() -> None:
    flac = replace(ENTRIES[0], outputs=(output(Role.SOUND, "a.flac", "audio/flac", b"x"),))
    assert items_of(read(feed_xml(replace(FEED, entries=[flac])))) == []
