"""Makes the beds in ``beds/``: ``python audio_cues/make_beds.py`` writes them anew, the same to the sample before they are encoded.

A bed is half a minute of even sound without beginning or end. Its file is one period and a little more: the program lets the end and the
beginning of a file be heard together where it loops (coach/sound/_bed.py), and these are the same sound, so that not even a held tone
cancels itself out. The noises are shaped in the frequency domain, which makes them periodic by nature.
"""

from pathlib import Path

import lameenc
import miniaudio
import numpy as np
from numpy.typing import NDArray

RATE_HZ = 44_100
FRAMES = 1263
"""Frames of 1152 samples in the file, as an MP3 holds them."""

OVERLAP = 132_300
"""Samples that the program overlaps where a bed loops."""

PERIOD = FRAMES * 1152 - OVERLAP
LENGTH_S = PERIOD / RATE_HZ
RMS = 0.08
"""Of full scale; the program brings every bed to one level anyway."""

KBPS = 64

Floats = NDArray[np.float64]


def shaped_noise(seed: int, slope_db_per_octave: float, low_hz: float, high_hz: float) -> Floats:
    """Periodic noise whose spectrum falls by so much an octave between two frequencies, and has nothing outside."""
    hz = np.fft.rfftfreq(PERIOD, 1 / RATE_HZ)
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(hz))
    octaves = np.log2(np.maximum(hz, 1) / low_hz)
    level = np.where((hz >= low_hz) & (hz <= high_hz), 10 ** (slope_db_per_octave * octaves / 20), 0.0)
    noise: Floats = np.fft.irfft(level * np.exp(1j * phases), PERIOD)
    return noise


def slowly(seed: int, depth: float, fastest_hz: float) -> Floats:
    """A periodic swell around 1, for sounds that are never quite the same."""
    swell = shaped_noise(seed, 0.0, 1 / LENGTH_S, fastest_hz)
    around: Floats = 1 + depth * swell / np.max(np.abs(swell))
    return around


def brown_noise() -> Floats:
    """Deep, even, without detail: 6 dB less an octave (the definition of brown noise)."""
    return shaped_noise(1, -6.0, 40, 8000)


def rain() -> Floats:
    """Rain at a window: a hiss that comes and goes, over a soft deep rush."""
    hiss = shaped_noise(2, -3.0, 800, 9000) * slowly(3, 0.35, 0.6)
    rush = shaped_noise(4, -6.0, 60, 1200) * slowly(5, 0.2, 0.2)
    return hiss / np.std(hiss) + 0.8 * rush / np.std(rush)


def drone() -> Floats:
    """A held fifth, low and warm, each voice swelling on its own; whole numbers of periods fit into the length."""
    seconds = np.arange(PERIOD) / RATE_HZ
    sound = np.zeros(len(seconds))
    for number, (hz, level_db) in enumerate(((98.0, 0), (147.0, -4), (196.0, -8), (294.0, -14), (392.0, -18))):
        for detune_hz, share in ((-3 / LENGTH_S, 0.25), (0.0, 1.0), (4 / LENGTH_S, 0.25)):
            voice = share * np.sin(2 * np.pi * (round((hz + detune_hz) * LENGTH_S) / LENGTH_S) * seconds + number)
            sound += 10 ** (level_db / 20) * voice * slowly(10 + number, 0.4, 0.15)
    return sound


BEDS = {"rain": rain, "brown-noise": brown_noise, "drone": drone}


def bed(name: str) -> NDArray[np.int16]:
    """One period of a bed, as 16-bit samples."""
    sound = BEDS[name]()
    samples: NDArray[np.int16] = np.rint(sound * (RMS / np.std(sound)) * 32767).astype(np.int16)
    return samples


def encoded(samples: NDArray[np.int16]) -> bytes:
    """An MP3 of exactly FRAMES frames, going round and round through the period."""
    for missing in range(4):  # the encoder adds frames of its own
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(KBPS)
        encoder.set_in_sample_rate(RATE_HZ)
        encoder.set_channels(1)
        encoder.set_quality(2)
        encoder.silence()
        whole = np.resize(samples, (FRAMES - missing) * 1152)
        data = bytes(encoder.encode(whole.tobytes()) + encoder.flush())
        if miniaudio.mp3_get_info(data).num_frames == FRAMES * 1152:
            return data
    raise ValueError("the encoder gives another number of frames than expected")


if __name__ == "__main__":
    folder = Path(__file__).with_name("beds")
    folder.mkdir(exist_ok=True)
    for name in BEDS:
        samples = bed(name)
        data = encoded(samples)
        (folder / f"{name}.mp3").write_bytes(data)
        print(
            f"{name}.mp3: {len(samples) / RATE_HZ:.0f} s, {len(data) // 1024} kB, peak {np.abs(samples).max() / 32767:.2f}"
        )
