import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from coach.errors import SoundError
from coach.voice._wavefile import read_sound

# Full scale is 1: 16384 of 32768 is 0.5.
HALVES_16 = [0, 16384, -16384, -32768]
HALVES = [0.0, 0.5, -0.5, -1.0]

RATE_22050 = bytes.fromhex("400dac44000000000000")
"""22 050 as an 80-bit extended number: 22050 = 0xac44 / 2**16 * 2**15, so the exponent is 16383 + 14 = 0x400d."""


def wav(tmp_path: Path, data: bytes, width: int, channels: int = 1) -> Path:
    path = tmp_path / "sound.bin"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(22050)
        file.writeframes(data)
    return path


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack(">I", len(content)) + content + b"\0" * (len(content) % 2)


def aiff(tmp_path: Path, data: bytes, bits: int, compression: bytes = b"", channels: int = 1) -> Path:
    comm = struct.pack(">hIh", channels, len(data) * 8 // bits // channels, bits) + RATE_22050
    if compression:
        comm += compression + b"\0\0"
    inside = (b"AIFC" if compression else b"AIFF") + chunk(b"NAME", b"odd") + chunk(b"COMM", comm)
    inside += chunk(b"SSND", struct.pack(">II", 0, 0) + data)
    path = tmp_path / "sound.wav"  # the name says nothing
    path.write_bytes(b"FORM" + struct.pack(">I", len(inside)) + inside)
    return path


def big_24(values: list[int]) -> bytes:
    return b"".join(value.to_bytes(3, "big", signed=True) for value in values)


@pytest.mark.parametrize(
    ("width", "data"),
    [
        (1, bytes([128, 192, 64, 0])),
        (2, np.array(HALVES_16, "<i2").tobytes()),
        (3, b"".join((v << 8).to_bytes(3, "little", signed=True) for v in HALVES_16)),
        (4, (np.array(HALVES_16, "<i4") * 65536).tobytes()),
    ],
)
def test_wav_of_any_width(tmp_path: Path, width: int, data: bytes) -> None:
    sound = read_sound(wav(tmp_path, data, width))
    assert sound.rate == 22050
    assert sound.pcm.tolist() == HALVES


def test_wav_of_float_samples_with_an_extensible_head(tmp_path: Path) -> None:
    data = np.array(HALVES, "<f4").tobytes()
    guid = struct.pack("<H", 3) + bytes(14)
    fmt = struct.pack("<HHIIHHHHI", 0xFFFE, 1, 22050, 88200, 4, 32, 22, 32, 4) + guid
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", len(data)) + data
    path = tmp_path / "float.wav"
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert read_sound(path).pcm.tolist() == HALVES


@pytest.mark.parametrize(
    ("bits", "compression", "data"),
    [
        (16, b"", np.array(HALVES_16, ">i2").tobytes()),
        (8, b"", np.array([0, 64, -64, -128], np.int8).tobytes()),
        (24, b"", big_24([v << 8 for v in HALVES_16])),
        (16, b"NONE", np.array(HALVES_16, ">i2").tobytes()),
        (16, b"sowt", np.array(HALVES_16, "<i2").tobytes()),
        (32, b"fl32", np.array(HALVES, ">f4").tobytes()),
    ],
)
def test_aiff_of_any_kind(tmp_path: Path, bits: int, compression: bytes, data: bytes) -> None:
    sound = read_sound(aiff(tmp_path, data, bits, compression))
    assert sound.rate == 22050
    assert sound.pcm.tolist() == HALVES


def test_channels_are_mixed_to_one(tmp_path: Path) -> None:
    data = np.array([16384, 0, -16384, -16384], "<i2").tobytes()
    assert read_sound(wav(tmp_path, data, 2, channels=2)).pcm.tolist() == [0.25, -0.5]


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = wav(tmp_path, bytes(2000), 2)
    content = whole.read_bytes()
    for length in (len(content) - 1, len(content) - 1000, 44, 30, 11, 0):
        whole.write_bytes(content[:length])
        with pytest.raises(SoundError):
            read_sound(whole)
    whole.write_bytes(content)
    assert len(read_sound(whole).pcm) == 1000


def test_compressed_sound_is_refused_by_name(tmp_path: Path) -> None:
    path = wav(tmp_path, bytes(200), 2)
    content = bytearray(path.read_bytes())
    content[20:22] = struct.pack("<H", 0x55)  # MPEG layer 3
    path.write_bytes(content)
    with pytest.raises(SoundError, match="format 85"):
        read_sound(path)
    with pytest.raises(SoundError, match="ulaw"):
        read_sound(aiff(tmp_path, bytes(200), 16, b"ulaw"))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"ID3\4" + bytes(100), b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFF"])
def test_what_is_no_sound_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sound.wav"
    path.write_bytes(content)
    with pytest.raises(SoundError):
        read_sound(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="no sound file was written"):
        read_sound(tmp_path / "none.wav")
