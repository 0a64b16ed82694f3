"""A voice that needs no engine, for tests of formats and programmes. It keeps the contract that the real one keeps."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from coach.errors import VoiceError
from coach.progress import Progress
from coach.sound import Pcm
from coach.timeline import Utterance
from coach.units import SAMPLE_RATE, Samples

UNSPEAKABLE: Final = "Unspeakable."
"""Words that this voice refuses, to see what happens then."""


class ToneVoice:
    """Speaks every utterance as a tone of its own, as long as its words take at the rate asked for."""

    def __init__(self) -> None:
        self.asked: list[Utterance] = []
        """Everything that was measured or spoken, in order."""

    def prefetch(self, utterances: Iterable[Utterance], on_progress: Progress | None = None) -> None:
        """Nothing to prepare."""
        total = len(set(utterances))
        if on_progress:
            on_progress(total, total)

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether it can be spoken at all."""
        return utterance.text != UNSPEAKABLE

    def measure(self, utterance: Utterance) -> Samples:
        """Its words at the rate asked for."""
        self._ask(utterance)
        return _length(utterance)

    def clip(self, utterance: Utterance) -> Pcm:
        """A tone whose pitch comes from the words."""
        self._ask(utterance)
        samples = _length(utterance)
        hz = 200 + sum(utterance.words.encode()) % 800
        tone = 9000 * np.sin(2 * np.pi * hz * np.arange(samples) / SAMPLE_RATE)
        ramp = np.minimum(1, np.minimum(np.arange(samples), np.arange(samples)[::-1]) / 132)
        return (tone * ramp).astype(np.int16)

    def identity(self, utterance: Utterance) -> str:
        """The words and the rate."""
        return f"tone: {utterance.words}, {utterance.rate_wpm}"

    def _ask(self, utterance: Utterance) -> None:
        self.asked.append(utterance)
        if utterance.text == UNSPEAKABLE:
            raise VoiceError(f"The words “{utterance.text}” cannot be spoken", "Use other words.", engine="tone")


def _length(utterance: Utterance) -> Samples:
    return Samples(round(SAMPLE_RATE * 60 * len(utterance.words.split()) / utterance.rate_wpm))
