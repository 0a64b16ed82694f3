"""A WAV states its length in 32 bits, and says so where that is not enough."""

import struct
from io import BytesIO

import pytest

from coach.cli._hints import hint_of
from coach.errors import ExportError
from coach.files._wav_file import WavWriter
from coach.programme import Programme
from coach.progress import unreported
from coach.timeline import Gap, Kind, Place, Rest, Timeline
from coach.units import Frames, exact_s
from tests.files.helpers import programme_of


class UnheardError(Exception):
    """Rendering has begun."""


def silent(frames: int) -> Programme:
    """So many frames of silence, which nobody waits for."""
    where = Place(0, "All", 0, "All")
    gap = Gap(Frames(0), Frames(frames), Kind.PAUSE, where)
    programme = programme_of()
    programme._timeline = Timeline((gap,), (Rest(Kind.PAUSE, exact_s(Frames(frames)), where),))
    return programme


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object) -> None:
        raise UnheardError

    monkeypatch.setattr(Programme, "pcm", begun)


@pytest.mark.usefixtures("nobody_waits")
def test_one_that_would_not_fit_is_refused_before_a_byte_is_written() -> None:
    """2**32 bytes at 88 200 a second are 13 hours 31 minutes 36 seconds."""
    file = BytesIO()
    with pytest.raises(ExportError, match=r"at most 13:31:3\d, and this lasts 14:00:00") as caught:
        WavWriter().write(silent(14 * 3600 * 44_100 // 1152 + 1), file, unreported)
    assert "--format flac" in hint_of(caught.value)
    assert file.getvalue() == b""


@pytest.mark.usefixtures("nobody_waits")
def test_one_that_just_fits_is_made() -> None:
    """Some kilobytes are left for the chunks after the sound: 2**32 bytes are 1 864 135 frames of 2304 bytes."""
    with pytest.raises(UnheardError):
        WavWriter().write(silent(1_864_130), BytesIO(), unreported)
    with pytest.raises(ExportError):
        WavWriter().write(silent(1_864_136), BytesIO(), unreported)


def test_its_header_gives_the_length_of_all_that_follows() -> None:
    """Of the whole file, tags and all (RIFF, Multimedia Programming Interface, 1991); readers go by it to find what is behind the sound."""
    file = BytesIO()
    WavWriter().write(programme_of(), file, unreported)
    made = file.getvalue()
    assert made[:4] == b"RIFF"
    assert struct.unpack("<I", made[4:8])[0] == len(made) - 8
    at, names = 12, []
    while at < len(made):
        names.append(made[at : at + 4])
        at += 8 + struct.unpack("<I", made[at + 4 : at + 8])[0] + struct.unpack("<I", made[at + 4 : at + 8])[0] % 2
    assert at == len(made)
    assert names[:2] == [b"fmt ", b"data"]
