"""The cover, read back by ffmpeg."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.picture import _raster as raster
from coach.picture import _title as title
from coach.picture import cover_png
from coach.picture._cover import _PALETTES, cover_key, cover_svg
from coach.picture._raster import has_glyphs
from coach.picture._title import set_in_circle
from coach.timeline import Kind, Timeline
from tests.picture.helpers import rgb, sections, size_of, timeline
from tests.picture.test_shapes import contrast

RADIUS = 448
"""Of the room for a title, of a cover of 1400 pixels."""
SIDE = 350
MIDDLE = (SIDE - 1) / 2
SMALL = timeline((Kind.SPEECH, 100), (Kind.HOLD, 300), (Kind.FOR, 200), (Kind.PAUSE, 200), (Kind.REPEAT, 200))


def small(timeline: Timeline, name: str) -> bytes:
    """A cover in a quarter of its size, which is read sooner."""
    svg, system_fonts = cover_svg(timeline, name)
    return raster.png_of(svg, SIDE, system_fonts=system_fonts)


def differs(one: bytes, other: bytes) -> NDArray[np.bool_]:
    """Where two pictures differ."""
    differing: NDArray[np.bool_] = (rgb(one) != rgb(other)).any(axis=2)
    return differing


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which no font is installed."""
    real = raster.png_of

    def png_of(svg: str, width: int, *, system_fonts: bool = False) -> bytes:
        return real(svg, width)

    for module in (raster, title):
        monkeypatch.setattr(module, "png_of", png_of)
    raster._drawn.cache_clear()
    yield
    raster._drawn.cache_clear()


def test_it_is_a_square_png_that_directories_take() -> None:
    assert size_of(cover_png(SMALL, "Tired hands")) == (1400, 1400)


def test_the_same_routine_has_the_same_bytes() -> None:
    assert cover_png(SMALL, "Tired hands") == cover_png(SMALL, "Tired hands")


def test_each_title_has_a_colour_of_its_own() -> None:
    """Three of twelve grounds, told by the corner."""
    corners = {tuple(rgb(small(SMALL, name))[0, 0]) for name in ("Feet", "Hands", "Tummy", "Legs", "Back", "Neck")}
    assert len(corners) >= 3


def test_routines_of_the_same_title_look_different() -> None:
    assert differs(small(SMALL, "Hands"), small(sections(7, 100), "Hands")).mean() > 0.01


def test_time_goes_round_clockwise_from_the_top() -> None:
    """A hold in the second quarter of the time stands in the ring between three and six o'clock, and nowhere else."""
    held = timeline((Kind.PAUSE, 100), (Kind.HOLD, 100), (Kind.PAUSE, 200))
    ink = differs(small(held, ""), small(timeline((Kind.PAUSE, 400)), ""))
    assert ink.mean() > 0.01
    rows, columns = np.nonzero(ink)
    angles = np.degrees(np.arctan2(columns - MIDDLE, MIDDLE - rows)) % 360
    # The ring is open for 5 degrees at the top, so that a quarter of the time ends at 2.5 + 355 / 4.
    assert angles.min() == pytest.approx(2.5 + 355 / 4, abs=0.5)
    assert angles.max() == pytest.approx(2.5 + 355 / 2, abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "Feet",
        "Infant massage for legs and hips",
        "Schwangerschaftsmassage für die Hüften",
        "Étirements doux du soir : épaules, nuque et mâchoire",
        "Masaje de piernas para bebés",
        "Массаж ног для малышей",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "a " * 300,
        "W" * 300,
        "<b>&amp;</b> \x00\ufffe",
    ],
)
def test_a_title_is_seen_and_stays_inside_the_ring(name: str) -> None:
    setting = set_in_circle(name, RADIUS)
    assert setting.lines
    assert setting.size >= 52
    picture = rgb(small(SMALL, name)).astype(int)
    letters = np.array([int(part, 16) for part in _ink_of(picture)])
    rows, columns = np.nonzero(abs(picture - letters).sum(axis=2) < 12)
    assert len(rows) > 150
    assert np.hypot(rows - MIDDLE, columns - MIDDLE).max() <= RADIUS / 4 + 1


def _ink_of(picture: NDArray[np.int_]) -> tuple[str, str, str]:
    """The colour of the letters, by that of the corner."""
    corner = "#{:02x}{:02x}{:02x}".format(*picture[0, 0])
    (ink,) = [palette.ink for palette in _PALETTES if palette.ground == corner]
    return ink[1:3], ink[3:5], ink[5:7]


def test_letters_are_as_large_as_they_can_be() -> None:
    """One word of four letters is set larger than four words, and those larger than a whole sentence."""
    sizes = [set_in_circle(name, RADIUS).size for name in ("Feet", "Infant massage at night", "Infant massage " * 6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 180
    assert sizes[1] > 140


def test_a_title_is_broken_at_spaces_and_nothing_of_it_is_lost() -> None:
    name = "Infant massage for legs and hips, and for tired hands"
    assert " ".join(line for line, _ in set_in_circle(name, RADIUS).lines) == name


def test_a_title_without_end_is_cut_with_an_ellipsis() -> None:
    lines = [line for line, _ in set_in_circle("very long title " * 100, RADIUS).lines]
    assert lines[-1].endswith("…")
    assert len(lines) > 4


def test_japanese_is_broken_between_words_and_never_before_what_belongs_to_the_letter_before() -> None:
    pieces = title._pieces("「赤ちゃん」のマッサージ、2回")
    assert pieces == ["「赤", "ちゃ", "ん」", "の", "マッサージ、2", "回 "]


@pytest.mark.usefixtures("no_system_fonts")
class TestMissingLetters:
    """Where no font has a letter, no empty box stands for it."""

    def test_letters_of_the_font_that_comes_along_are_there_without_any_other(self) -> None:
        for name in ("Füße & légs — ¡Ñandú! „Ž“", "Массаж ног", "Tiếng Việt"):
            assert " ".join(line for line, _ in set_in_circle(name, RADIUS).lines) == name

    @pytest.mark.parametrize("name", ["赤ちゃんのマッサージ", "تدليك", "Massage 日本"])
    def test_a_title_with_letters_that_no_font_has_is_left_out(self, name: str) -> None:
        assert not set_in_circle(name, RADIUS).lines
        assert size_of(cover_png(SMALL, name)) == (1400, 1400)

    @pytest.mark.parametrize("name", ["Baby 👶 massage 🌙", "👶🏽 Baby\u200d massage ❤️"])
    def test_signs_that_no_font_has_are_left_out_and_the_words_stay(self, name: str) -> None:
        words = " ".join(line for line, _ in set_in_circle(name, RADIUS).lines)
        assert [word.strip("\u200d\ufe0f ") for word in words.split() if word.strip("\u200d\ufe0f ")] == [
            "Baby",
            "massage",
        ]

    def test_what_a_font_lacks_can_be_seen(self) -> None:
        """Else a missing letter could not be told from a space."""
        assert raster.has_glyphs(" ", system_fonts=False)
        assert not raster.has_glyphs("日", system_fonts=False)
        assert raster.has_glyphs("Ñ", system_fonts=False)


@pytest.mark.parametrize("palette", _PALETTES)
def test_letters_and_ring_stand_out_from_their_ground(palette: tuple[str, ...]) -> None:
    """WCAG 2.2 asks for 4.5 of text (1.4.3) and 3 of graphics (1.4.11)."""
    _, soft, hands, words, ink = palette
    assert contrast(ink, soft) >= 7
    assert contrast(hands, soft) >= 3
    assert contrast(words, soft) >= 3


class TestKey:
    """A cover can be kept under a name that changes with all that shapes it."""

    def test_it_is_that_of_the_same_cover(self) -> None:
        assert cover_key(SMALL, "Tired hands") == cover_key(SMALL, "Tired hands")

    @pytest.mark.parametrize("title", ["Tired hand", "Tired  hands", "tired hands", "Müde Hände", ""])
    def test_another_title_has_another(self, title: str) -> None:
        assert cover_key(SMALL, title) != cover_key(SMALL, "Tired hands")

    def test_another_timeline_has_another(self) -> None:
        assert cover_key(Timeline(()), "Tired hands") != cover_key(SMALL, "Tired hands")

    def test_so_has_what_another_version_draws(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = cover_key(SMALL, "Tired hands")
        monkeypatch.setattr("coach.picture._cover.drawn_by", lambda: "another")
        assert cover_key(SMALL, "Tired hands") != before

    @pytest.mark.parametrize("title", ["疲れた手", "Уставшие руки", "ידיים", "Hands 😀", "Ƀ"])
    def test_where_the_systems_fonts_may_shape_it_there_is_none(self, title: str) -> None:
        assert cover_key(SMALL, title) is None

    def test_every_letter_of_titles_with_a_key_comes_along(self) -> None:
        """So that no font of the system is ever asked for them."""
        letters = "".join(
            chr(number) for number in range(0x20, 0x180) if chr(number).isprintable() and cover_key(SMALL, chr(number))
        )
        assert len(letters) > 300
        assert has_glyphs(letters, system_fonts=False)
