"""Whether a clip can be the words it should be."""

from typing import TYPE_CHECKING, Final

from coach.errors import Code, VoiceError
from coach.units import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LETTERS_A_WORD: Final = 4.5
"""Letters in an average English word of instructions: what keeps "a" or "I" from being expected to last a whole word's time."""

_FASTEST_SHARE: Final = 0.25
"""A clip that lasts less than a quarter of the average time of its words lost some of them."""


def words_in(text: str) -> int:
    """How many words a text has: what is between spaces and has a letter or digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def least_length_s(text: str, rate_wpm: float) -> float:
    """The shortest that a text can last at a rate in words a minute; less is an error. Zero without a letter or digit."""
    letters = sum(character.isalnum() for character in text)
    words = min(words_in(text), letters / _LETTERS_A_WORD)
    return words * 60 / rate_wpm * _FASTEST_SHARE


def check(clip: "NDArray[np.int16]", text: str, rate_wpm: float) -> None:
    """Pass a finished clip of ``text``, spoken at about ``rate_wpm`` words a minute.

    Raises:
        VoiceError: it is silent though there is something to say, or too short.

    """
    if not words_in(text):
        return
    from coach.voice._finishing import is_silent  # here, because counting words needs no sound

    if is_silent(clip):
        raise VoiceError("the recording is silent", code=Code.SPEECH_UNUSABLE)
    least_s = least_length_s(text, rate_wpm)
    if len(clip) < least_s * SAMPLE_RATE:
        raise VoiceError(
            f"it lasts {len(clip) / SAMPLE_RATE:.2f} s, too short for its words (at least {least_s:.2f} s)",
            code=Code.SPEECH_UNUSABLE,
        )
