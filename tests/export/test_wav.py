"""A WAV states its length in 32 bits, and says so where that is not enough."""

from io import BytesIO

import pytest

from coach.errors import ExportError
from coach.export.edition import Edition
from coach.export.formats import FORMATS
from coach.timeline.model import Gap, Kind, Place, Timeline
from coach.units import Frames
from tests.export.helpers import programme_of


class UnheardError(Exception):
    """Rendering has begun."""


class Silent(Edition):
    """So many frames of silence, which nobody waits for."""

    def __init__(self, frames: int) -> None:
        gap = Gap(Frames(0), Frames(frames), Kind.PAUSE, Place(0, "All", 0, "All"))
        super().__init__(programme_of(), Timeline((gap,)))

    def pcm(self, *_: object) -> None:  # type: ignore[override]
        raise UnheardError


def test_one_that_would_not_fit_is_refused_before_a_byte_is_written() -> None:
    """2**32 bytes at 88 200 a second are 13 hours 31 minutes 36 seconds."""
    file = BytesIO()
    with pytest.raises(ExportError, match=r"at most 13:31:3\d, and this is 14:00:00 long") as caught:
        FORMATS["wav"].write(Silent(14 * 3600 * 44_100 // 1152 + 1), file, lambda _: None)
    assert "--format flac" in caught.value.hint
    assert file.getvalue() == b""


def test_one_that_just_fits_is_made() -> None:
    """Some kilobytes are left for the chunks after the sound: 2**32 bytes are 1 864 135 frames of 2304 bytes."""
    with pytest.raises(UnheardError):
        FORMATS["wav"].write(Silent(1_864_130), BytesIO(), lambda _: None)
    with pytest.raises(ExportError):
        FORMATS["wav"].write(Silent(1_864_136), BytesIO(), lambda _: None)
