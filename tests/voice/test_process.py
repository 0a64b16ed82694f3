import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import VoiceError
from coach.voice import words_in
from coach.voice._finishing import finish_clip, is_silent
from coach.voice._verify import check, least_length_s
from coach.voice._wavefile import RawSound

BEFORE, AFTER = 441, 2646
"""10 ms and 60 ms at 44 100 Hz."""


def square(samples: int, level: float = 0.5) -> NDArray[np.float32]:
    """A tone without a quiet sample, so that where it begins and ends is exact."""
    return np.where(np.arange(samples) // 50 % 2, level, -level).astype(np.float32)


def silence(samples: int) -> NDArray[np.float32]:
    return np.zeros(samples, np.float32)


def raw(*parts: NDArray[np.float32], rate: int = 44_100) -> RawSound:
    return RawSound(np.concatenate(parts), rate)


@pytest.mark.parametrize(("before", "after"), [(20_000, 30_000), (0, 0), (100, 100), (BEFORE, AFTER)])
def test_the_margins_are_the_same_however_much_silence_the_engine_gave(before: int, after: int) -> None:
    clip = finish_clip(raw(silence(before), square(4000), silence(after)))
    assert clip.dtype == np.int16
    loud = np.flatnonzero(np.abs(clip.astype(int)) > np.abs(clip.astype(int)).max() / 2)
    assert (loud[0], len(clip) - 1 - loud[-1]) == (BEFORE, AFTER)


def test_silence_between_words_stays() -> None:
    clip = finish_clip(raw(square(4000), silence(44_100), square(4000)))
    assert len(clip) == BEFORE + 4000 + 44_100 + 4000 + AFTER


def test_a_clip_begins_and_ends_at_zero_and_fades_in_between() -> None:
    noise = np.full(44_100, 0.001, np.float32) * square(44_100, 1.0)  # an engine that hisses at -60 dB
    clip = finish_clip(raw(noise, square(4000), noise))
    assert clip[0] == clip[-1] == 0
    assert abs(int(clip[1])) <= 1
    # Past the fade the hiss is there, 54 dB below the words.
    assert np.abs(clip[200:400]).max() == pytest.approx(np.abs(clip.astype(int)).max() * 0.002, abs=1)


def test_the_words_are_resampled_to_the_projects_rate() -> None:
    tone = np.sin(2 * np.pi * 500 * np.arange(22_050) / 22_050).astype(np.float32) * 0.5
    clip = finish_clip(raw(tone, rate=22_050))
    assert len(clip) == pytest.approx(44_100 + BEFORE + AFTER, abs=50)
    spectrum = np.abs(np.fft.rfft(clip[BEFORE : BEFORE + 44_100]))
    assert spectrum.argmax() == pytest.approx(500, abs=1)
    assert np.abs(clip[BEFORE + 2000 : BEFORE + 40_000]).max() == pytest.approx(np.abs(clip).max(), rel=0.02)


def test_an_offset_is_taken_away() -> None:
    clip = finish_clip(raw(silence(4410) + 0.1, square(44_100, 0.5) + 0.1, silence(4410) + 0.1))
    assert clip[BEFORE + 1000 : BEFORE + 41_000].astype(float).mean() == pytest.approx(0, abs=60)


def test_a_faint_ending_is_not_cut_but_what_lies_under_the_floor_is() -> None:
    faint, noise = square(2000, 0.5 * 10 ** (-45 / 20)), square(20_000, 0.5 * 10 ** (-55 / 20))
    clip = finish_clip(raw(noise, square(4000), faint, noise))
    assert len(clip) == BEFORE + 6000 + AFTER


def test_beyond_full_scale_nothing_wraps_around() -> None:
    """Single pulses are so soft that gain alone would lift them 12 dB over full scale: the limiter holds them at -1.5 dB."""
    pulses = np.zeros(44_100, np.float32)
    pulses[::4410] = 0.8
    clip = finish_clip(raw(pulses)).astype(int)
    assert 24_000 < clip.max() <= 32768 * 10 ** (-1.5 / 20) + 1
    assert clip.min() > -10_000


def test_silence_and_nothing_give_the_margins_only() -> None:
    for nothing in (silence(0), silence(50_000), square(50_000, 0.0005)):
        clip = finish_clip(raw(nothing))
        assert len(clip) == BEFORE + AFTER
        assert is_silent(clip)
    assert not is_silent(finish_clip(raw(square(100, 0.01))))


def test_words_have_a_letter_or_digit() -> None:
    assert words_in("Hold — for 30 seconds ... please!") == 5
    assert words_in("— ...") == 0


def test_the_least_length_is_a_quarter_of_the_average_one() -> None:
    # 10 words of 5 letters at 120 a minute last 5 s.
    assert least_length_s("gently " * 10, 120) == pytest.approx(1.25)
    # One letter is not a word's time: 1 / 4.5 of half a second.
    assert least_length_s("A", 120) == pytest.approx(0.5 / 4.5 / 4)
    assert least_length_s("...", 120) == 0


def test_a_clip_too_short_for_its_words_or_silent_is_refused() -> None:
    words = "gently " * 10
    check(np.full(60_000, 5000, np.int16), words, 120)
    with pytest.raises(VoiceError, match="too short"):
        check(np.full(50_000, 5000, np.int16), words, 120)
    with pytest.raises(VoiceError, match="silent"):
        check(np.zeros(60_000, np.int16), words, 120)
    check(np.zeros(100, np.int16), "—", 120)
