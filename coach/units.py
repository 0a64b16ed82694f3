"""Units of time and sound, and the only places where one is turned into another.

Exact time is a :class:`fractions.Fraction` of seconds and carries ``_s`` in its name; sound is counted in samples;
every event of a timeline starts on a whole frame. A position is rounded once, from the exact time, so that no error can add up.
"""

from fractions import Fraction
from typing import Final, NewType

Samples = NewType("Samples", int)
"""A count of audio samples at :data:`SAMPLE_RATE`."""

Frames = NewType("Frames", int)
"""A count of frames of :data:`FRAME_SAMPLES` samples each."""

SAMPLE_RATE: Final = 44_100
"""Samples a second, the one rate of the whole project. Speech engines give 22 050, and podcast directories ask for 44 100."""

FRAME_SAMPLES: Final = 1152
"""Samples in one frame: one MPEG-1 Layer III frame (ISO/IEC 11172-3), 26 ms at 44 100 Hz."""


def samples_of(frames: Frames) -> Samples:
    """The samples in so many frames."""
    return Samples(frames * FRAME_SAMPLES)


def whole_frames(samples: Samples) -> Frames:
    """The fewest whole frames that hold so many samples."""
    return Frames(-(-samples // FRAME_SAMPLES))


def nearest_frame(time_s: Fraction) -> Frames:
    """The frame boundary nearest to an exact time in seconds; half-way goes to the later one."""
    return Frames((time_s * SAMPLE_RATE / FRAME_SAMPLES + Fraction(1, 2)).__floor__())


def exact_s(frames: Frames) -> Fraction:
    """The exact length of so many frames, in seconds."""
    return Fraction(frames * FRAME_SAMPLES, SAMPLE_RATE)


def samples_to_s(samples: Samples) -> float:
    """Samples as seconds, for people and for formats that count in seconds."""
    return samples / SAMPLE_RATE


def samples_to_ms(samples: Samples) -> int:
    """Samples as whole milliseconds, rounded to the nearest, for formats that count in them (ID3 chapters, captions)."""
    return round(Fraction(samples * 1000, SAMPLE_RATE))


def clock(seconds: float) -> str:
    """A length or position for people: ``m:ss``, or ``h:mm:ss`` from one hour on; parts of a second are dropped."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
