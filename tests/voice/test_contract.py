"""What every engine must do, asked of the fake and of the real ones alike; and what ours promise on top of it."""

import re
from pathlib import Path

import pytest

from coach.testing import PAGE, EngineContract
from coach.timeline import Utterance
from coach.voice import open_speaker
from coach.voice._calibrate import rate_wpm
from tests.needs import require
from tests.voice.fakes import FAKE

SLOW = "piper"
"""An engine so slow that it is given less to say."""


class Shared(EngineContract):
    """All engines are asked on one cache: to measure a voice takes long."""

    @pytest.fixture(scope="class")
    @classmethod
    def cache_dir(cls, shared_cache: Path) -> Path:
        return shared_cache


@pytest.mark.slow
class TestFake(Shared):
    engine = FAKE


@pytest.mark.slow
class TestPyttsx3(Shared):
    engine = "pyttsx3"


@pytest.mark.needs("neural voice")
class TestPiper(Shared):
    engine = "piper"
    is_slow = True


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["gmw/en-us", pytest.param("gmw/en-gb-x-rp", marks=pytest.mark.slow), "joe"])
def test_the_rate_asked_for_is_the_rate_heard_over_a_page(voice: str, cache_dir: Path) -> None:
    """A rate below the slowest that the voice can do is spoken at that, and the note says so."""
    if voice == "joe":
        require("neural voice")
    with open_speaker(voice, "en-US", cache_dir) as speaker:
        rates: tuple[int, ...] = (30, 95, 110, 125, 150, 180)
        page: tuple[str, ...] = PAGE
        if speaker.voice.engine == SLOW:
            rates, page = (30, 95, 150), PAGE[::2]
        speaker.prefetch(Utterance(text, voice, rate) for rate in rates for text in page)
        speaker.wait()
        heard = {rate: rate_wpm(page, [speaker.measure(Utterance(t, voice, rate)) for t in page]) for rate in rates}
        (note,) = speaker.notes()
    said = re.fullmatch(
        rf"The voice {voice} cannot speak slower than (\d+) words a minute; it speaks at (\d+) instead of 30.", note
    )
    assert said
    slowest = int(said[1])
    assert int(said[2]) == slowest < 110
    assert heard == {rate: pytest.approx(max(rate, slowest), rel=0.05) for rate in rates}
