"""Makes the chimes in this folder: ``python audio_cues/make_chimes.py`` writes them anew, the same to the sample.

They are one family: the same soft bell, on notes of one pentatonic scale, told apart by how many notes there are and where
they go. Every note swells in, because a sudden sound startles a sleepy child.

Their levels are set to that of speech by measured loudness (ITU-R BS.1770), at the loudest 400 ms: 8 LU below words, which is heard clearly
and is no louder than what went before. Signals are over long before those 400 ms, so that they seem louder than that measure says:
they are 17 LU below, which gives none of them a higher peak than a bell. docs/sound.md has more.
"""

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from loudness import integrated_loudness

with warnings.catch_warnings():
    # pydub looks for ffmpeg, which is not needed here, and on Python 3.11 and 3.12 imports a module that is to go (audioop-lts follows it).
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.generators import Sine

RATE_HZ = 44_100
G4, C5, D5, E5, G5 = 392.00, 523.25, 587.33, 659.26, 783.99
"""Notes of the C major pentatonic scale in equal temperament (A4 = 440 Hz), in Hz."""

PARTIALS = ((1.0, 0.0, 1.0), (2.0, -14.0, 0.6), (3.01, -24.0, 0.35))
"""The bell: each partial as multiple of the note, level against the first in dB, and how much of the note's time it rings."""

DECAY_DB = -48.0
DECAY_STEPS = 12

SPEECH_LUFS = -16.0
"""The loudest moment of a sentence, as coach/voice/_levelling.py makes it with espeak-ng: 400 ms, the median of 451 sentences."""

BELL_LUFS = SPEECH_LUFS - 8
SIGNAL_LUFS = SPEECH_LUFS - 17
SIGNALS = ("tick", "more", "less", "no-further")

MOMENT = RATE_HZ * 4 // 10
HOP = RATE_HZ // 100


@dataclass(frozen=True)
class Note:
    """A note of a chime: when it begins, how long it rings, and how soft it is."""

    hz: float
    at_ms: int
    ring_ms: int
    swell_ms: int = 25
    gain_db: float = 0.0


CHIMES = {
    "start": (Note(G4, 0, 1500, gain_db=-2), Note(C5, 380, 1900)),
    "hold-end": (Note(E5, 0, 1600),),
    "change-sides": (Note(E5, 0, 1000), Note(C5, 300, 1000), Note(E5, 600, 1500)),
    "tick": (Note(C5, 0, 160, swell_ms=6, gain_db=-6),),
    "more": (Note(C5, 0, 180, swell_ms=10, gain_db=-6), Note(G5, 110, 220, swell_ms=10, gain_db=-6)),
    "less": (Note(G5, 0, 180, swell_ms=10, gain_db=-6), Note(C5, 110, 220, swell_ms=10, gain_db=-6)),
    "no-further": (Note(G4, 0, 140, swell_ms=10, gain_db=-6), Note(G4, 150, 160, swell_ms=10, gain_db=-6)),
    "finished": (Note(G5, 0, 1200), Note(E5, 420, 1400), Note(D5, 840, 1400), Note(C5, 1260, 2600)),
}


def silence(length_ms: int) -> AudioSegment:
    """Nothing yet, in 32 bits: every step of pydub's rounds down, which in 16 bits adds up to an offset."""
    return AudioSegment.silent(length_ms, frame_rate=RATE_HZ).set_sample_width(4)


def tone(note: Note) -> AudioSegment:
    """One struck note: its partials swell in, then fall off evenly in decibels, as a bell's do."""
    mixed = silence(note.ring_ms)
    for multiple, level_db, share in PARTIALS:
        ring_ms = round(note.ring_ms * share)
        sine = Sine(note.hz * multiple, sample_rate=RATE_HZ, bit_depth=32).to_audio_segment(
            ring_ms, volume=-20 + level_db + note.gain_db
        )
        mixed = mixed.overlay(falling(sine, note.swell_ms).fade_in(note.swell_ms))
    return mixed


def falling(sound: AudioSegment, start_ms: int) -> AudioSegment:
    """The sound dying away evenly in decibels from ``start_ms`` on, and to nothing at its very end.

    pydub's fades are straight lines in amplitude; a row of short ones comes as near to the exponential fall of a bell as anyone hears.
    """
    each_ms = (len(sound) - start_ms) // DECAY_STEPS
    for step in range(DECAY_STEPS):
        sound = sound.fade(to_gain=DECAY_DB / DECAY_STEPS, start=start_ms + step * each_ms, duration=each_ms)
    return sound.fade_out(min(60, len(sound) // 3))


def chime(name: str) -> AudioSegment:
    """One chime of the family: 44 100 Hz, mono, 16 bits, its loudest moment as loud as the family's, or as a signal's."""
    notes = CHIMES[name]
    mixed = silence(max(note.at_ms + note.ring_ms for note in notes))
    for note in notes:
        mixed = mixed.overlay(tone(note), position=note.at_ms)
    wanted_lufs = SIGNAL_LUFS if name in SIGNALS else BELL_LUFS
    # To a tenth, so that the last digit of a measurement on another machine changes nothing.
    return mixed.apply_gain(round(wanted_lufs - loudest_lufs(mixed), 1)).set_sample_width(2)


def loudest_lufs(sound: AudioSegment) -> float:
    """The momentary loudness of the loudest 400 ms; the sound stands between silences, because it may be shorter than that."""
    samples = np.array(sound.get_array_of_samples(), np.float32) / 2.0 ** (8 * sound.sample_width - 1)
    padded = np.pad(samples.astype(np.float32), MOMENT)
    moments = (integrated_loudness(padded[at : at + MOMENT], RATE_HZ) for at in range(0, len(padded) - MOMENT, HOP))
    return float(max(moments))


if __name__ == "__main__":
    for name in CHIMES:
        path = Path(__file__).with_name(f"{name}.wav")
        made = chime(name)
        made.export(path, format="wav")
        print(f"{path.name}: {made.duration_seconds:.2f} s, {made.max_dBFS:.1f} dBFS, {loudest_lufs(made):.1f} LUFS")
