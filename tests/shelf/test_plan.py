"""What there is to do, without a disk."""

from dataclasses import replace

import pytest

from coach.cli._hints import hint_of
from coach.errors import ExportError
from coach.files import FORMATS, Format
from coach.shelf import _manifest as manifest
from coach.shelf._manifest import Manifest, Output, Role, ShelfEntry
from coach.shelf._parts import parts
from coach.shelf._plan import Wanted, clashes, leftovers, planned

SOUND = Output(Role.SOUND, "a.mp3", "audio/mpeg", 10, "00")
ENTRY = ShelfEntry("a", "digest", "Title", "en", "", 44100, (SOUND,), "2026-01-02T03:04:05+00:00", "urn:uuid:1")
KNOWN = Manifest({"a": ENTRY}, frozenset({"a.mp3", "index.html"}), "guid", "2026-01-02T03:04:05+00:00")
WANTED = Wanted("a", "digest", ("a.mp3",), "pyttsx3:x", 100)


def whole(_: ShelfEntry) -> bool:
    return True


def damaged(_: ShelfEntry) -> bool:
    return False


def test_what_has_not_changed_and_is_whole_is_left_alone() -> None:
    assert planned([WANTED], KNOWN, whole).unchanged == ("a",)
    assert planned([WANTED], KNOWN, whole).to_make == ()


@pytest.mark.parametrize(
    ("wanted", "is_whole", "anew"),
    [
        (replace(WANTED, digest="another"), whole, False),
        (replace(WANTED, files=("a.m4a",)), whole, False),
        (replace(WANTED, files=("a.mp3", "a.vtt")), whole, False),
        (WANTED, damaged, False),
        (WANTED, whole, True),
    ],
    ids=["another digest", "another format", "one file more", "damaged", "all anew"],
)
def test_anything_else_is_made(wanted: Wanted, is_whole: object, anew: bool) -> None:
    assert callable(is_whole)
    assert planned([wanted], KNOWN, is_whole, anew=anew).to_make == (wanted,)


def test_the_longest_work_comes_first() -> None:
    sizes = {"a": 5, "b": 50, "c": 10}
    plan = planned([replace(WANTED, name=name, size=size) for name, size in sizes.items()], Manifest(), whole)
    assert [each.name for each in plan.to_make] == ["b", "c", "a"]


def test_names_that_differ_only_in_case_clash_and_the_first_keeps_its_place() -> None:
    wanted = [replace(WANTED, name=name, files=(f"{name}.mp3",)) for name in ("Feet", "feet", "hands")]
    found = clashes(wanted, ())
    assert list(found) == ["feet"]
    assert "'Feet'" in found["feet"].what


def test_a_routine_cannot_take_the_place_of_a_page() -> None:
    wanted = replace(WANTED, name="index", files=("index.html", "index.mp3"))
    assert list(clashes([wanted], {"index.html"})) == ["index"]


def test_files_that_belong_to_nothing_are_named_and_those_of_pages_are_not() -> None:
    assert leftovers(KNOWN, [], {"index.html"}) == ("a.mp3",)
    assert leftovers(KNOWN, [ENTRY], {"index.html"}) == ()


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS)
def test_every_format_of_sound_can_stand_on_a_shelf_with_all_that_lies_beside_it(format_: Format) -> None:
    if format_.name in ("html", "ssml"):
        with pytest.raises(ExportError, match="needs a sound format"):
            parts(format_)
        return
    made = parts(format_)
    assert {part.role for part in made} == set(Role)
    assert made[-1].media_type.startswith("audio/")
    assert len({part.ending for part in made}) == len(made)


class TestManifest:
    """What a folder remembers."""

    def test_it_comes_back_as_it_was(self) -> None:
        assert manifest.from_json(manifest.to_json(KNOWN), "m") == KNOWN

    def test_the_same_is_always_the_same_bytes(self) -> None:
        other = Manifest(KNOWN.routines, frozenset(sorted(KNOWN.files, reverse=True)), KNOWN.feed_guid, KNOWN.built)
        assert manifest.to_json(other) == manifest.to_json(KNOWN)

    def test_made_anew_a_routine_keeps_its_name_and_its_date(self) -> None:
        fresh = replace(ENTRY, digest="new", published="", guid="")
        known = KNOWN.with_entry(fresh, "2027-01-01T00:00:00+00:00")
        assert known.routines["a"] == replace(ENTRY, digest="new")

    @pytest.mark.parametrize(
        "content",
        [b"", b"[]", b"{}", b'{"coach_shelf": 1}', b"\xff", manifest.to_json(KNOWN).replace(b"2026-01", b"soon")],
    )
    def test_nonsense_is_refused_with_what_to_do(self, content: bytes) -> None:
        with pytest.raises(ExportError) as caught:
            manifest.from_json(content, "folder/coach-shelf.json")
        assert "folder/coach-shelf.json" in caught.value.what
        assert "--force" in hint_of(caught.value)

    def test_one_of_a_newer_coach_is_left_alone(self) -> None:
        with pytest.raises(ExportError, match="newer coach"):
            manifest.from_json(b'{"coach_shelf": 2}', "m")
