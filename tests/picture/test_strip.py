"""The strip, read as XML and measured."""

from html import escape
from itertools import combinations
from string import printable
from xml.etree.ElementTree import Element

import pytest

from coach.folders import Folders
from coach.picture import png_of, strip_svg
from coach.picture._labels import shortened, width_of
from coach.programme import find_routine, messages_for, routine_names
from coach.timeline import Kind, Timeline
from tests.languages import UNTRANSLATED
from tests.picture.helpers import SVG, parsed, points, sections, subpaths, timeline
from tests.programme.helpers import timeline_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' ]]> \x00\x1b\ufffe {side} %s"
LONG = 12 * 60
"""Minutes in the longest routine that there may be."""

SMALL = timeline(
    (Kind.SPEECH, 100),
    (Kind.PAUSE, 100),
    (Kind.HOLD, 200),
    (Kind.CHIME, 50),
    (Kind.FOR, 150),
    (Kind.WAIT, 100),
    (Kind.REPEAT, 100),
    (Kind.REPEAT, 100),
    (Kind.SPEECH, 100),
)
"""1000 frames in all, so that the first words end at a tenth of the width."""


def ends(line: list[tuple[float, float]]) -> tuple[float, float]:
    """The least and the greatest x."""
    return min(x for x, _ in line), max(x for x, _ in line)


def text_boxes(picture: Element) -> list[tuple[str, Box]]:
    """Every text as the room that it takes at most, from a little above a capital letter to below a g."""
    return [found for group in [picture, *picture.iter(f"{SVG}g")] for found in _boxes_in(group)]


def _boxes_in(group: Element) -> list[tuple[str, Box]]:
    boxes = []
    for text in group.findall(f"{SVG}text"):
        size = float(text.get("font-size") or group.get("font-size") or 0)
        parts = [text, *text.findall(f"{SVG}tspan")]
        words = " ".join(part.text or "" for part in parts)
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        last_x = max(float(part.get("x") or x) for part in parts)
        inner = " ".join(part.text or "" for part in parts if float(part.get("x") or last_x) == last_x)
        right = last_x + width_of(inner, size)
        shift = {"middle": (right - x) / 2, "end": right - x}.get(text.get("text-anchor", "start"), 0)
        boxes.append((words, (x - shift, y - size * 0.8, right - shift, y + size * 0.25)))
    return boxes


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def view_box(picture: Element) -> tuple[float, float]:
    left, top, width, height = map(float, (picture.get("viewBox") or "").split())
    assert (left, top) == (0, 0)
    return width, height


class TestTime:
    """What happens stands where its time is."""

    def test_edges_are_proportional_to_time_from_edge_to_edge_of_a_compact_strip(self) -> None:
        """400 units for 1000 frames: a frame is 0.4 units."""
        picture = parsed(strip_svg(SMALL, compact=True))
        (hold,) = subpaths(picture, "coach-hold")
        rounding = float(picture.find(f".//{SVG}path[@class='coach-hold']").get("stroke-width")) / 2  # type: ignore[union-attr, arg-type]
        assert (ends(hold)[0] - rounding, ends(hold)[1] + rounding) == pytest.approx((80, 160), abs=0.11)
        (moving,) = subpaths(picture, "coach-for")
        assert ends(moving) == pytest.approx((180, 240), abs=0.06)
        (frame, *slants) = subpaths(picture, "coach-wait")
        assert ends(frame) == pytest.approx((240, 280), abs=0.06)
        assert all(240 <= x <= 280 for line in slants for x, _ in line)
        (pause,) = subpaths(picture, "coach-pause")
        assert ends(pause) == pytest.approx((40, 80), abs=0.06)
        (chime,) = subpaths(picture, "coach-chime")
        assert sum(ends(chime)) / 2 == pytest.approx(160, abs=0.06)

    def test_words_are_strokes_inside_their_time(self) -> None:
        picture = parsed(strip_svg(SMALL, compact=True))
        strokes = [ends(line)[0] for line in subpaths(picture, "coach-speech")]
        first, last = [x for x in strokes if x < 200], [x for x in strokes if x > 200]
        assert len(first) == len(last) > 5
        assert (min(first) + max(first)) / 2 == pytest.approx(20, abs=0.1)
        assert (min(last) + max(last)) / 2 == pytest.approx(380, abs=0.1)
        assert 0 < min(first) < max(first) < 40
        assert 360 < min(last) < max(last) < 400

    def test_every_beat_has_a_bead_in_its_middle(self) -> None:
        picture = parsed(strip_svg(timeline(*[(Kind.REPEAT, 100)] * 8), compact=True))
        beads = [line[0][0] for line in subpaths(picture, "coach-repeat")]
        assert beads == pytest.approx([25, 75, 125, 175, 225, 275, 325, 375], abs=0.06)

    def test_the_whole_strip_keeps_its_margin(self) -> None:
        picture = parsed(strip_svg(SMALL))
        (moving,) = subpaths(picture, "coach-for")
        assert ends(moving) == pytest.approx((30 + 0.45 * 1140, 30 + 0.6 * 1140), abs=0.06)

    def test_minutes_are_marked_where_they_are(self) -> None:
        """2297 frames are 60 s and 3 ms, so that three minutes are 6891 frames."""
        picture = parsed(strip_svg(timeline((Kind.SPEECH, 6891)), compact=True))
        marks = {text.text: float(text.get("x") or 0) for text in picture.findall(f"{SVG}text")}
        assert list(marks) == ["0:00", "0:30", "1:00", "1:30", "2:00", "2:30", "3:00"]
        assert marks["1:00"] == pytest.approx(400 / 3, abs=0.1)
        assert (marks["0:00"], marks["3:00"]) == (0, 400)

    @pytest.mark.parametrize("minutes", [1, 5, 12, 60, 90, LONG])
    def test_there_are_some_times_and_not_too_many(self, minutes: int) -> None:
        for compact, most in ((True, 10), (False, 30)):
            picture = parsed(strip_svg(timeline((Kind.SPEECH, minutes * 2297)), compact=compact))
            assert 4 <= len([text for text in picture.findall(f"{SVG}text") if ":" in (text.text or "")]) <= most


def every_strip() -> list[tuple[str, str]]:
    """Pictures to be measured, by name."""
    made: dict[str, tuple[Timeline, str]] = {
        name: (timeline_of(name), find_routine(name, Folders.of_user()).routine.title)
        for name in sorted(routine_names(Folders.of_user()))
    }
    made |= {f"{count} sections": (sections(count, 2297), "Many") for count in (1, 3, 7, 20, 60, 300)}
    made["short last"] = (timeline((Kind.SPEECH, 9990, 0), (Kind.HOLD, 10, 1), titles=["One", "Two"]), "Short")
    made["short first"] = (timeline((Kind.SPEECH, 10, 0), (Kind.HOLD, 9990, 1), titles=["One", "Two"]), "Short")
    made["wide letters"] = (sections(5, 2297, "右足のマッサージと股関節"), "赤ちゃんの足と腰のマッサージ" * 9)
    made["one word"] = (sections(5, 2297, "Donaudampfschifffahrtsgesellschaft"), "X" * 400)
    return [
        (f"{name}, {'compact' if compact else 'whole'}", strip_svg(timeline, title, compact=compact))
        for name, (timeline, title) in made.items()
        for compact in (True, False)
    ]


STRIPS = every_strip()


@pytest.mark.parametrize("svg", [svg for _, svg in STRIPS], ids=[name for name, _ in STRIPS])
class TestRoom:
    """Everything has its room."""

    def test_nothing_is_outside(self, svg: str) -> None:
        picture = parsed(svg)
        width, height = view_box(picture)
        for path in picture.iter(f"{SVG}path"):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in points(path))
        for rect in picture.iter(f"{SVG}rect"):
            assert float(rect.get("x") or 0) >= 0
            if rect.get("width") != "100%":
                assert float(rect.get("x") or 0) + float(rect.get("width") or 0) <= width + 0.1
                assert float(rect.get("y") or 0) + float(rect.get("height") or 0) <= height
        for words, (left, top, right, bottom) in text_boxes(picture):
            assert left >= 0, words
            assert top >= 0, words
            assert right <= width, words
            assert bottom <= height, words

    def test_no_words_lie_over_others(self, svg: str) -> None:
        boxes = text_boxes(parsed(svg))
        assert len(boxes) > 2
        for (one, one_box), (other, other_box) in combinations(boxes, 2):
            assert not overlap(one_box, other_box), f"{one} / {other}"

    def test_it_stays_small(self, svg: str) -> None:
        assert len(svg.encode()) < 60_000


@pytest.mark.slow
def test_the_longest_routine_there_may_be_is_still_a_small_picture() -> None:
    """20 000 events in 12 hours, of kinds that change all the time, in 2000 sections."""
    kinds = list(Kind)
    made = timeline(
        *((kinds[number * number % 7], 82, number // 10) for number in range(20_000)),
        titles=["Strokes: right leg"] * 2000,
    )
    assert made.duration_s > (LONG - 10) * 60
    assert len(strip_svg(made, "Endless").encode()) < 150_000
    assert len(strip_svg(made, "Endless", compact=True).encode()) < 60_000


class TestWords:
    """What is written in it."""

    def test_sections_are_labelled_with_their_sides(self) -> None:
        svg = strip_svg(timeline_of("infant-legs-and-hips"), "Legs")
        words = [text for text, _ in text_boxes(parsed(svg))]
        assert "3 Leg strokes: right leg" in words
        assert "4 Leg strokes: left leg" in words

    def test_a_title_too_long_for_a_row_is_broken_and_then_cut(self) -> None:
        svg = strip_svg(sections(4, 2297, "Long soft strokes over the leg: right leg"), compact=True)
        words = [text for text, _ in text_boxes(parsed(svg))]
        assert {"1 Long soft", "strokes over…"} <= set(words)

    def test_sections_too_narrow_for_their_name_have_a_number_which_the_list_explains(self) -> None:
        made = sections(30, 2297, "Leg strokes")
        words = [text for text, _ in text_boxes(parsed(strip_svg(made, "Many")))]
        assert {str(number) for number in range(1, 31)} <= set(words)
        assert "7 Leg strokes 6:00" in words

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("en", {"Words", "Chime", "Pause", "Hold", "Keep moving", "Repeat", "Wait"}),
            ("de-AT", {"Stimme", "Klang", "Stille", "Halten", "In Bewegung", "Wiederholen", "Warten"}),
            ("fr", {"Voix", "Carillon", "Silence", "Tenir", "En mouvement", "Répéter", "Attendre"}),
            ("es", {"Voz", "Campanilla", "Pausa", "Mantener", "En movimiento", "Repetir", "Esperar"}),
            (UNTRANSLATED, {"Words", "Chime", "Pause", "Hold", "Keep moving", "Repeat", "Wait"}),
        ],
    )
    def test_the_legend_is_in_the_routines_language_or_else_in_english(self, language: str, words: set[str]) -> None:
        shown = {text for text, _ in text_boxes(parsed(strip_svg(SMALL, "Small", messages_for(language))))}
        assert words <= shown

    def test_the_legend_explains_what_is_there_and_nothing_else(self) -> None:
        shown = {text for text, _ in text_boxes(parsed(strip_svg(timeline((Kind.SPEECH, 9), (Kind.HOLD, 9)), "Small")))}
        assert {"Words", "Hold"} <= shown
        assert not shown & {"Chime", "Pause", "Keep moving", "Repeat", "Wait"}

    def test_hostile_words_are_words_and_nothing_more(self) -> None:
        for compact in (True, False):
            svg = strip_svg(sections(2, 100, HOSTILE), HOSTILE, compact=compact)
            picture = parsed(svg)
            assert not picture.findall(f".//{SVG}script")
            assert "\x00" not in svg
            assert picture.findtext(f"{SVG}title", "").startswith("<script>alert(1)</script> & \"quoted\" 'too' ]]>")
            assert png_of(svg, 400)

    def test_without_seeing_it_one_is_told_the_same(self) -> None:
        picture = parsed(strip_svg(sections(2, 2297), "Tired hands", compact=True))
        assert picture.get("role") == "img"
        assert [child.tag for child in picture][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert picture.findtext(f"{SVG}title") == "Tired hands"
        assert (
            picture.findtext(f"{SVG}desc") == "2:00: 1 Legs & hips: right leg (0:00), 2 Legs & hips: right leg (1:00)"
        )


class TestPage:
    """A page can have it among other things, more than once, light or dark."""

    def test_a_compact_strip_brings_no_ground_style_size_or_name_that_could_clash(self) -> None:
        picture = parsed(strip_svg(SMALL, "Small", compact=True))
        assert not picture.findall(f".//{SVG}style")
        assert {"width", "height"}.isdisjoint(picture.keys())
        assert not [element for element in picture.iter() if element.get("id") is not None]
        inks = {element.get(name) for element in picture.iter() for name in ("fill", "stroke") if element.get(name)}
        assert "currentColor" in inks
        assert "#ffffff" not in inks

    def test_the_whole_one_has_paper_that_follows_the_readers_wish(self) -> None:
        picture = parsed(strip_svg(SMALL, "Small"))
        assert "prefers-color-scheme: dark" in picture.findtext(f"{SVG}style", "")
        paper = picture.find(f"{SVG}rect")
        assert paper is not None
        assert (paper.get("width"), float(paper.get("height") or 0)) == ("100%", view_box(picture)[1])


@pytest.mark.parametrize("room", [10, 30, 55, 80, 200])
def test_shortened_words_keep_inside_their_room(room: float) -> None:
    for text in ("Leg strokes: right leg", "WWWWWWWWW", "右足のマッサージ", "iiiiiiiiiiiiiiiiiii", ""):
        short = shortened(text, room, 14)
        assert width_of(short, 14) <= room
        assert short == text or short == "" or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    "text",
    [
        "Leg strokes: right leg",
        "Infant massage (2 of 3)",
        "0123456789",
        "WWW MMM %%% — …",
        "ÄÖÜ ÉÈ ñç ß",
        printable[:95],
    ],
)
def test_no_text_is_wider_than_it_is_thought_to_be(text: str) -> None:
    """Drawn in the bold letters of a cover so that it should end before the picture begins, nothing is seen of it."""
    words = escape(text)
    png = png_of(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 150" font-family="sans-serif">'
        f'<text x="{-width_of(text, 100)}" y="100" font-size="100" font-weight="700" xml:space="preserve">{words}</text></svg>',
        400,
    )
    assert png == png_of('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 150"></svg>', 400)
