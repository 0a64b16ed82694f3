"""Read what engines write: uncompressed WAV, AIFF and AIFF-C, known by their content and read strictly.

Formats: RIFF WAVE (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991) and AIFF 1.3 with AIFF-C
(Apple, 1989 and 1991). The standard library reads no AIFF from Python 3.13 on, and takes a cut-off file for a shorter one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.errors import Code, SoundError

_WAVE_PCM: Final = 1
_WAVE_FLOAT: Final = 3
_WAVE_EXTENSIBLE: Final = 0xFFFE
_AIFF_BIG_ENDIAN: Final = frozenset({b"NONE", b"twos", b"in24", b"in32"})


@dataclass(frozen=True, slots=True)
class RawSound:
    """Sound as an engine gave it: mono, full scale 1.0, shape ``(samples,)``, at ``rate`` samples a second."""

    pcm: NDArray[np.float32]
    rate: int


@dataclass(frozen=True, slots=True)
class _Layout:
    channels: int
    bytes_a_sample: int
    rate: int
    kind: str
    """A letter as in numpy: ``i`` signed, ``u`` unsigned, ``f`` float."""
    order: str
    """``<`` little-endian, ``>`` big-endian."""


def read_sound(path: Path) -> RawSound:
    """Read a sound file; channels are mixed to one.

    Raises:
        SoundError: it is not a WAV or AIFF file, is cut off, or holds compressed sound.

    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unusable(f"no sound file was written ({error.strerror or error})") from error
    match content[:4], content[8:12]:
        case b"RIFF", b"WAVE":
            chunks = _chunks(content, "little")
            layout, data = _wave_layout(_need(chunks, b"fmt ", 16)), _need(chunks, b"data", 0)
        case b"FORM", b"AIFF" | b"AIFC":
            chunks = _chunks(content, "big")
            layout, data = _aiff_layout(_need(chunks, b"COMM", 18)), _aiff_data(_need(chunks, b"SSND", 8))
        case _:
            raise _unusable("the engine did not write a WAV or AIFF file")
    return _decode(layout, data)


def _unusable(why: str) -> SoundError:
    return SoundError(why, code=Code.SPEECH_UNUSABLE)


def _chunks(content: bytes, order: str) -> dict[bytes, bytes]:
    """The chunks of a RIFF or IFF file by name: four letters, a size in 32 bits, content padded to an even length."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little" if order == "little" else "big")
        if at + 8 + size > len(content):
            raise _unusable("the sound file is cut off")
        found.setdefault(content[at : at + 4], content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found


def _need(chunks: Mapping[bytes, bytes], name: bytes, least: int) -> bytes:
    chunk = chunks.get(name)
    if chunk is None or len(chunk) < least:
        raise _unusable(f"the '{name.decode().strip()}' chunk of the sound file is incomplete")
    return chunk


def _wave_layout(fmt: bytes) -> _Layout:
    code, channels = int.from_bytes(fmt[0:2], "little"), int.from_bytes(fmt[2:4], "little")
    rate, bits = int.from_bytes(fmt[4:8], "little"), int.from_bytes(fmt[14:16], "little")
    if code == _WAVE_EXTENSIBLE:  # the code proper begins the sub-format, 24 bytes in
        code = int.from_bytes(fmt[24:26], "little")
    if code not in (_WAVE_PCM, _WAVE_FLOAT):
        raise _unusable(f"the sound file is compressed (WAVE format {code})")
    kind = "f" if code == _WAVE_FLOAT else "u" if bits <= 8 else "i"
    return _Layout(channels, (bits + 7) // 8, rate, kind, "<")


def _aiff_layout(comm: bytes) -> _Layout:
    channels, bits = int.from_bytes(comm[0:2], "big"), int.from_bytes(comm[6:8], "big")
    rate, compression = _extended(comm[8:18]), comm[18:22] or b"NONE"
    if compression in (b"fl32", b"FL32"):
        return _Layout(channels, 4, rate, "f", ">")
    if compression != b"sowt" and compression not in _AIFF_BIG_ENDIAN:
        raise _unusable(f"the sound file is compressed (AIFF-C {compression!r})")
    return _Layout(channels, (bits + 7) // 8, rate, "i", "<" if compression == b"sowt" else ">")


def _extended(ten: bytes) -> int:
    """An 80-bit IEEE 754 extended number, as AIFF writes its rate: sign and exponent in 16 bits, then the mantissa in 64."""
    exponent = int.from_bytes(ten[:2], "big") & 0x7FFF
    return round(int.from_bytes(ten[2:], "big") * 2.0 ** (exponent - 16383 - 63)) if exponent < 16383 + 63 else 0


def _aiff_data(ssnd: bytes) -> bytes:
    return ssnd[8 + int.from_bytes(ssnd[:4], "big") :]


def _decode(layout: _Layout, data: bytes) -> RawSound:
    width, channels = layout.bytes_a_sample, layout.channels
    if not 1 <= width <= 4 or channels < 1 or not 1000 <= layout.rate <= 400_000:
        raise _unusable(f"the sound file has {channels} channels of {8 * width} bits at {layout.rate} samples a second")
    if len(data) % (width * channels):
        raise _unusable("the sound file ends in the middle of a sample")
    if width == 3:
        samples = _from_24_bits(data, layout.order)
    else:
        samples = np.frombuffer(data, f"{layout.order}{layout.kind}{width}").astype(np.float32)
        if layout.kind != "f":
            samples /= float(1 << (8 * width - 1))
        if layout.kind == "u":
            samples -= 1
    return RawSound(samples.reshape(-1, channels).mean(axis=1, dtype=np.float32), layout.rate)


def _from_24_bits(data: bytes, order: str) -> NDArray[np.float32]:
    """Three bytes become the upper three of four."""
    wide = np.zeros((len(data) // 3, 4), np.uint8)
    triples = np.frombuffer(data, np.uint8).reshape(-1, 3)
    wide[:, 1:] = triples if order == "<" else triples[:, ::-1]
    return wide.view("<i4").reshape(-1).astype(np.float32) / np.float32(2**31)
