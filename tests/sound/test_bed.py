"""A bed: one level, no seam, down under words and before them."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import NotFoundError, SoundError
from coach.folders import Folders
from coach.player import State
from coach.programme import Programme, find_bed
from coach.session import Command, Transport
from coach.sound import AHEAD, Ahead, Bed, Chimes, Pcm, render, with_bed
from coach.sound._bed import LEVEL_DBFS, OVERLAP
from coach.sound._ducking import ATTACK, DUCKED_DB, FADE_IN, FADE_OUT, RELEASE, SHORT, Ducking
from coach.timeline import Choices, Kind, Loudness, Moment, Timeline, Work, build
from coach.units import Samples
from tests.fakes import ToneVoice
from tests.session.fakes import STEP_ONE, Ready, rest, sound_of, words
from tests.sound.test_chimes import write_wav
from tests.timeline.helpers import routine, section, step

SECOND = 44_100
SHIPPED = ("rain", "brown-noise", "drone")


def measured(source: object) -> Samples:
    return Samples(len(sound_of(source)))  # type: ignore[arg-type]  # any source


def db(ratio: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return 20 * np.log10(np.maximum(ratio, 1e-9))


def rms_db(pcm: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(pcm))) / 32767))


def level(bed: Bed, seconds: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The level of each half second of a bed on its own, after its fade-in."""
    far = Ahead(AHEAD, AHEAD)
    nothing = np.zeros(SECOND // 2, np.int16)
    heard = [bed.under(nothing, far).astype(float) for _ in range(2 * seconds)]
    return np.array([rms_db(block) for block in heard[9:]])


@pytest.fixture(scope="module")
def tone_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds and a bit of a tone at another rate, whose end does not fit its beginning."""
    path = tmp_path_factory.mktemp("bed") / "tone.wav"
    write_wav(
        path, (8000 * np.sin(2 * np.pi * 220.3 * np.arange(32_000 * 103 // 10) / 32_000)).astype(np.int16), 32_000, 2
    )
    return path


@pytest.mark.parametrize("name", SHIPPED)
def test_beds_that_ship_keep_one_level_where_they_loop_too(name: str) -> None:
    path = find_bed(name, Folders.of_user())
    assert path is not None
    levels = level(Bed(path), 75)  # two and a half rounds
    assert abs(float(np.mean(levels)) - LEVEL_DBFS) < 1
    assert np.ptp(levels) < 10, "swells are wanted, holes are not"


def test_a_file_of_the_users_is_brought_to_the_level_and_loops_without_a_click(tone_file: Path) -> None:
    bed = Bed(tone_file)
    far = Ahead(AHEAD, AHEAD)
    heard = np.concatenate([bed.under(np.zeros(1000, np.int16), far) for _ in range(30 * SECOND // 1000)])[FADE_IN:]
    assert abs(rms_db(heard.astype(float)) - LEVEL_DBFS) < 1
    # The steepest step of a tone of 220.3 Hz is its amplitude times 2 pi f / rate; a click would be far beyond.
    amplitude = 10 ** (LEVEL_DBFS / 20) * 32767 * np.sqrt(2)
    assert np.abs(np.diff(heard.astype(float))).max() < 1.5 * amplitude * 2 * np.pi * 220.3 / SECOND + 2


@pytest.mark.parametrize("shift", [0, 1 / 12, 1 / 6, 1 / 4])
def test_a_tone_keeps_its_level_where_it_loops_however_its_end_fits_its_beginning(tmp_path: Path, shift: float) -> None:
    """Twelve seconds loop after nine, by which the tone is so much of a period late."""
    time_s = np.arange(12 * SECOND) / SECOND
    pitch_hz = 220 + shift / 9
    write_wav(tmp_path / "tone.wav", (8000 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.int16), SECOND)
    assert np.ptp(level(Bed(tmp_path / "tone.wav"), 20)) < 0.2


def test_sounds_that_cancel_each_other_are_made_louder_by_no_more_than_10_db(tmp_path: Path) -> None:
    """Half a period late, end and beginning leave nothing in the middle of the crossfade; nothing else is made of that."""
    time_s = np.arange(12 * SECOND) / SECOND
    pitch_hz = 220 + 1 / 2 / 9
    write_wav(tmp_path / "tone.wav", (8000 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.int16), SECOND)
    bed = Bed(tmp_path / "tone.wav")
    heard = bed.under(np.zeros(12 * SECOND, np.int16), Ahead(99 * SECOND, 99 * SECOND)).astype(float)
    tenths = np.array([rms_db(part) for part in np.split(heard[9 * SECOND : 12 * SECOND], 30)]) - LEVEL_DBFS
    assert tenths[[0, -1]] == pytest.approx(0, abs=0.2)
    # A tenth of a second from the middle the gains are the sine and cosine of 42 degrees, and differ by 0.074. From there to none
    # at all is 0.043 as RMS, and with 10 dB more -17.4 dB.
    assert tenths[[14, 15]] == pytest.approx(-17.4, abs=0.3)


@pytest.mark.parametrize("rate", [44_100, 22_050, 48_000])
def test_a_bed_loops_after_its_length_less_the_overlap_whatever_its_rate(tmp_path: Path, rate: int) -> None:
    """Of twelve seconds with a click at the fifth, the click is heard at the fifth second and at the fourteenth."""
    sound = np.full(12 * rate, 100, np.int16)
    sound[5 * rate] = 20_000
    write_wav(tmp_path / "click.wav", sound, rate)
    heard = Bed(tmp_path / "click.wav").under(np.zeros(18 * SECOND, np.int16), Ahead(99 * SECOND, 99 * SECOND))
    assert int(np.argmax(heard[: 10 * SECOND])) == pytest.approx(5 * SECOND, abs=1)
    assert 10 * SECOND + int(np.argmax(heard[10 * SECOND :])) == pytest.approx(14 * SECOND, abs=1)


def test_the_level_of_a_bed_is_that_of_its_first_minute_or_so(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).standard_normal(75 * 8000)
    noise[62 * 8000 :] *= 10
    write_wav(tmp_path / "grows.wav", (noise * 500).astype(np.int16), 8000)
    assert float(np.mean(level(Bed(tmp_path / "grows.wav"), 20))) == pytest.approx(LEVEL_DBFS, abs=0.2)


def test_a_bed_may_end_in_silence(tmp_path: Path) -> None:
    """For as long as the end and the beginning are heard together, there is the beginning alone: it fades in by a quarter of a sine."""
    sound = np.full(12 * SECOND, 1000, np.int16)
    sound[9 * SECOND :] = 0
    write_wav(tmp_path / "ends.wav", sound, SECOND)
    heard = Bed(tmp_path / "ends.wav").under(np.zeros(14 * SECOND, np.int16), Ahead(99 * SECOND, 99 * SECOND))
    full = float(heard[8 * SECOND])
    assert heard[9 * SECOND] == 0
    assert heard[10 * SECOND] / full == pytest.approx(0.5, abs=0.005)
    assert heard[11 * SECOND] / full == pytest.approx(np.sqrt(3) / 2, abs=0.005)
    assert heard[13 * SECOND] == full


def test_at_night_a_bed_is_softer_by_as_much_as_the_words(tone_file: Path) -> None:
    far = Ahead(AHEAD, AHEAD)

    def heard(gain_db: float) -> Pcm:
        bed = Bed(tone_file, gain_db)
        return np.concatenate([bed.under(np.zeros(1000, np.int16), far) for _ in range(300)])[FADE_IN:]

    by_day, at_night = heard(0), heard(-10)
    assert rms_db(at_night.astype(float)) == pytest.approx(rms_db(by_day.astype(float)) - 10, abs=0.1)
    made = routine(section(step("Words.")))
    programme = Programme(made, Choices("v", loudness=Loudness.NIGHT), ToneVoice(), Chimes([]), bed=tone_file)
    bed = programme.new_bed()
    assert bed is not None
    assert np.array_equal(
        np.concatenate([bed.under(np.zeros(1000, np.int16), far) for _ in range(300)])[FADE_IN:], at_night
    )


def test_what_is_no_bed_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="'snow' is not a bed") as caught:
        find_bed("snow", Folders.of_user())
    assert "rain" in caught.value.hint
    (tmp_path / "text.wav").write_text("no sound")
    with pytest.raises(SoundError, match="cannot be read"):
        Bed(tmp_path / "text.wav")
    write_wav(tmp_path / "short.wav", np.full(SECOND, 1000, np.int16), SECOND)
    with pytest.raises(SoundError, match="too short") as short:
        Bed(tmp_path / "short.wav")
    assert f"{3 * OVERLAP // SECOND} seconds" in short.value.hint
    write_wav(tmp_path / "silent.wav", np.zeros(SECOND * 12, np.int16), SECOND)
    with pytest.raises(SoundError, match="silent"):
        Bed(tmp_path / "silent.wav")
    assert find_bed("none", Folders.of_user()) is None
    assert find_bed(None, Folders.of_user()) is None


def test_a_file_that_has_become_too_short_meanwhile_is_told_instead_of_looked_through_for_ever(tmp_path: Path) -> None:
    write_wav(tmp_path / "bed.wav", np.full(SECOND * 12, 1000, np.int16), SECOND)
    bed = Bed(tmp_path / "bed.wav")
    write_wav(tmp_path / "bed.wav", np.full(SECOND, 1000, np.int16), SECOND)
    with pytest.raises(SoundError, match="too short"):
        bed.under(np.zeros(2 * SECOND, np.int16), Ahead(AHEAD, AHEAD))


class TestDucking:
    def test_it_is_down_when_words_begin_and_comes_up_slowly_after_them(self) -> None:
        ducking = Ducking()
        quiet = 10 * SECOND
        before = db(ducking.gains(quiet, Ahead(quiet, 99 * SECOND)))
        during = db(ducking.gains(SECOND, Ahead(0, 89 * SECOND)))
        after = db(ducking.gains(8 * SECOND, Ahead(8 * SECOND, 88 * SECOND)))
        assert before[0] < -55
        assert np.allclose(before[FADE_IN : quiet - ATTACK], 0)
        assert before[-1] == pytest.approx(DUCKED_DB)
        assert np.allclose(during, DUCKED_DB)
        assert np.abs(np.diff(before)).max() < 0.001
        assert (np.diff(after[:RELEASE]) > 0).all()
        assert after[RELEASE] == pytest.approx(0)
        assert after[-1] == pytest.approx(DUCKED_DB)

    def test_it_fades_in_once(self) -> None:
        """However short the blocks are that it is asked for in, and however long it has stayed as it is."""
        ducking = Ducking()
        ducking.gains(FADE_IN, Ahead(99 * SECOND, 999 * SECOND))
        for _ in range(20):
            assert np.allclose(ducking.gains(SECOND, Ahead(99 * SECOND, 999 * SECOND)), 1)
        # Words are near: it leaves the level it has had, and no fade-in is in the way.
        assert db(ducking.gains(ATTACK, Ahead(ATTACK, 900 * SECOND)))[-1] == pytest.approx(DUCKED_DB)

    def test_through_a_short_silence_it_stays_down(self) -> None:
        ducking = Ducking()
        ducking.gains(10 * SECOND, Ahead(0, 99 * SECOND))
        assert np.allclose(db(ducking.gains(SHORT, Ahead(SHORT, 99 * SECOND))), DUCKED_DB)

    def test_through_a_short_silence_it_stays_down_while_it_fades_in_too(self) -> None:
        """The fade-in, from -60 dB in a straight line over 4 s, and ducking by 10 dB are both in one second of words and 3 s of silence."""
        ducking = Ducking()
        ducking.gains(SECOND, Ahead(0, 99 * SECOND))
        quiet = db(ducking.gains(SHORT, Ahead(SHORT, 98 * SECOND)))
        assert quiet[[SECOND - 1, 2 * SECOND - 1, 3 * SECOND - 1]] == pytest.approx([-30 - 10, -15 - 10, -10])
        assert np.allclose(np.diff(quiet), 60 / (4 * SECOND))

    def test_a_silence_any_longer_is_worth_coming_up_for(self) -> None:
        for begun in (1, 10):
            ducking = Ducking()
            ducking.gains(begun * SECOND, Ahead(0, 99 * SECOND))
            quiet = db(ducking.gains(SHORT + 1, Ahead(SHORT + 1, 98 * SECOND)))
            # Its second second: up after 1.5 s, and down again from 2.5 s on. The fade-in takes 15 dB a second for the first 4 s.
            fade_db = -60 * max(0.0, 1 - (begun + 2) / 4)
            assert quiet[2 * SECOND - 1] == pytest.approx(fade_db)

    def test_before_words_it_begins_to_go_down_only_when_it_must(self) -> None:
        ducking = Ducking()
        ducking.gains(10 * SECOND, Ahead(99 * SECOND, 99 * SECOND))
        assert np.allclose(ducking.gains(SECOND, Ahead(SECOND + ATTACK, 89 * SECOND)), 1)
        # In a straight line over half a second.
        down = db(ducking.gains(ATTACK, Ahead(ATTACK, 88 * SECOND)))
        assert down[[ATTACK // 2 - 1, ATTACK - 1]] == pytest.approx([-5, -10])

    def test_a_pause_holds_the_fade_in_up(self) -> None:
        """After 2 of its 4 s it stands at -30 dB, and there it goes on. A pause takes 60 dB away in 0.4 s, and gives them back in 1.5."""
        ducking = Ducking()
        far = Ahead(99 * SECOND, 99 * SECOND)
        ducking.gains(2 * SECOND, far)
        leaving = ducking.gains(10 * SECOND, None)
        tenth = SECOND // 10
        assert db(leaving[[tenth - 1, 2 * tenth - 2]]) == pytest.approx([-30 - 15, -30 - 30], abs=0.01)
        assert not leaving[2 * tenth :].any()
        back = db(ducking.gains(2 * SECOND, far))
        # One second on, 20 of the 60 dB are still away and 15 of the fade-in; two seconds on nothing is.
        assert back[[SECOND - 1, 2 * SECOND - 1]] == pytest.approx([-15 - 20, 0])

    def test_a_pause_holds_the_fade_out_down(self) -> None:
        """3 of 6 s before its end it stands at -30 dB; from there a pause takes it away, and never lifts it."""
        ducking = Ducking()
        ducking.gains(10 * SECOND, Ahead(99 * SECOND, 99 * SECOND))
        ducking.gains(3 * SECOND, Ahead(AHEAD, FADE_OUT))
        leaving = ducking.gains(2 * SECOND, None)
        tenth = SECOND // 10
        assert db(leaving[[0, tenth - 1]]) == pytest.approx([-30, -30 - 15], abs=0.01)
        assert (np.diff(leaving) <= 0).all()

    def test_it_fades_out_to_nothing_at_the_very_end(self) -> None:
        ducking = Ducking()
        ducking.gains(10 * SECOND, Ahead(99 * SECOND, 99 * SECOND))
        gains = ducking.gains(FADE_OUT, Ahead(AHEAD, FADE_OUT))
        assert gains[0] == pytest.approx(1, abs=0.001)
        assert (np.diff(gains) <= 0).all()
        assert gains[-1] < 0.002
        # From -60 dB to 0 in a straight line of 6 s, in which the last sample is a step above silence.
        before_end = np.array([4, 3, 2, 1]) * SECOND
        assert db(gains[-before_end]) == pytest.approx([-20, -30, -40, -50])
        assert db(gains[-1:])[0] == pytest.approx(-60 + 60 / (6 * SECOND), abs=1e-6)

    @given(st.lists(st.integers(1, 4 * SECOND), min_size=1, max_size=8))
    @settings(max_examples=30)
    def test_the_blocks_it_is_asked_for_in_do_not_matter(self, counts: list[int]) -> None:
        total = sum(counts)
        whole = Ducking().gains(total, Ahead(total, total + SECOND))
        ducking, done, parts = Ducking(), 0, []
        for count in counts:
            parts.append(ducking.gains(count, Ahead(total - done, total + SECOND - done)))
            done += count
        assert np.allclose(np.concatenate(parts), whole, atol=1e-9)

    def test_nor_do_they_during_words_and_in_silences_after_them(self) -> None:
        stretches = ((0, SECOND), (2 * SECOND, 2 * SECOND), (0, SECOND), (5 * SECOND, 5 * SECOND))
        whole, end = Ducking(), 60 * SECOND
        parts, rest = Ducking(), 60 * SECOND
        for until, count in stretches:
            at_once = whole.gains(count, Ahead(until, end))
            end -= count
            pieces = []
            for done in range(0, count, 90):
                pieces.append(parts.gains(90, Ahead(until and until - done, rest)))
                rest -= 90
            assert np.allclose(np.concatenate(pieces), at_once, rtol=0, atol=1e-9)

    def test_a_pause_silences_it_without_a_jump_and_it_comes_back(self) -> None:
        ducking = Ducking()
        ducking.gains(10 * SECOND, Ahead(99 * SECOND, 99 * SECOND))
        leaving = ducking.gains(SECOND, None)
        assert leaving[0] > 0.98
        assert np.abs(np.diff(leaving)).max() < 0.002
        assert not leaving[SECOND // 2 :].any()
        assert ducking.is_away
        back = ducking.gains(3 * SECOND, Ahead(99 * SECOND, 99 * SECOND))
        assert back[0] < 0.01
        assert back[-1] == pytest.approx(1)


MOMENTS: tuple[Moment, ...] = (
    rest(5),
    words("One sentence and some more of it."),
    rest(1),
    words("Another."),
    Work(Kind.HOLD, Fraction(12), STEP_ONE, words("Halfway now.").source),  # type: ignore[arg-type]  # an utterance
    words("The last of it."),
    rest(3),
)


def exported(path: Path) -> tuple[Timeline, Pcm]:
    timeline = build(MOMENTS, measured)
    blocks = with_bed(render(timeline.events, sound_of), timeline, Bed(path))
    return timeline, np.concatenate([block.pcm for block in blocks])


def live(path: Path) -> Transport:
    return Transport(lambda _: MOMENTS, Ready(), bed=Bed(path))


def test_live_and_exported_are_the_same(tone_file: Path) -> None:
    _, whole = exported(tone_file)
    session = live(tone_file)
    heard = np.concatenate([session.read(4410) for _ in range(len(whole) // 4410 + 1)])
    # Equal but for the last bit, since gains are computed for other blocks.
    assert np.abs(heard[: len(whole)].astype(int) - whole).max() <= 1
    assert not heard[len(whole) :].any()
    assert session.state is State.FINISHED


def test_the_programme_itself_is_under_it_untouched(tone_file: Path) -> None:
    timeline, whole = exported(tone_file)
    plain = np.concatenate([block.pcm for block in render(timeline.events, sound_of)])
    under = whole.astype(float) - plain
    first = next(event for event in timeline.events if event.kind is Kind.SPEECH)
    start = first.start * 1152
    full, ducked = rms_db(under[start - SECOND : start - ATTACK]), rms_db(under[start : start + SECOND])
    assert full == pytest.approx(LEVEL_DBFS, abs=1)
    assert ducked - full == pytest.approx(DUCKED_DB, abs=0.5)


def test_a_bed_that_fell_silent_in_a_pause_comes_back_after_it(tone_file: Path) -> None:
    bed, far = Bed(tone_file), Ahead(99 * SECOND, 99 * SECOND)
    second = np.zeros(SECOND, np.int16)
    bed.under(np.zeros(5 * SECOND, np.int16), far)
    bed.under(second, None)
    assert bed.under(second, None) is second
    bed.under(np.zeros(2 * SECOND, np.int16), far)
    assert rms_db(bed.under(second, far).astype(float)) == pytest.approx(LEVEL_DBFS, abs=0.5)


def test_a_paused_session_falls_silent_bed_and_all(tone_file: Path) -> None:
    session = live(tone_file)
    session.read(7 * SECOND)
    session.do(Command.PAUSE)
    paused = session.read(3 * SECOND)
    assert paused[: SECOND // 10].any()
    assert not paused[SECOND:].any()
    session.do(Command.RESUME)
    assert session.read(SECOND).any()
