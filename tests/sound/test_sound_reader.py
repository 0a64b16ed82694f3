"""Files of strangers are read elsewhere: whatever they do to their reader, it is one sentence about one file."""

import os
import struct
import subprocess
import wave
import zlib
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from coach.errors import SoundError
from coach.folders import shipped
from coach.sound import Bed, Chimes
from coach.sound._reader_messages import Said, facts_from_bytes, receive
from coach.sound._reader_process import MEMORY
from coach.sound._sound_file import SampleType
from coach.sound._sound_reader import SoundReader, UnreadableSoundError
from tests.sound.reading_that_fails import SAID
from tests.sound.test_chimes import write_wav

FAULTS = sorted(name for name in SAID if not name.startswith("hangs") and name != "never-ends")


def read(reader: SoundReader, path: Path, sample_type: SampleType = SampleType.INT16) -> list[float]:
    _, chunks = reader.read(path, sample_type)
    return [float(sample) for chunk in chunks for sample in chunk]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads sound files is one that does what the name of a file says."""
    monkeypatch.setattr("coach.sound._sound_reader.MODULE", "tests.sound.reading_that_fails")


@pytest.mark.parametrize("sample_type", SampleType)
def test_a_strangers_file_and_one_of_ours_give_the_same_samples(tmp_path: Path, sample_type: SampleType) -> None:
    (tmp_path / "start.wav").write_bytes((shipped("audio_cues") / "start.wav").read_bytes())
    reader = SoundReader()
    ours = read(reader, shipped("audio_cues") / "start.wav", sample_type)
    assert reader._process is None, "what ships needs no process of its own"
    assert read(reader, tmp_path / "start.wav", sample_type) == ours
    with wave.open(str(tmp_path / "start.wav")) as file:
        assert len(ours) == file.getnframes()


def test_one_process_reads_one_file_after_the_other(tmp_path: Path) -> None:
    reader = SoundReader()
    processes = set()
    for number in range(3):
        write_wav(tmp_path / f"{number}.wav", np.arange(1000 + number, dtype=np.int16), 44_100)
        assert read(reader, tmp_path / f"{number}.wav") == list(range(1000 + number))
        assert reader._process
        processes.add(reader._process.pid)
    assert len(processes) == 1


def test_a_file_left_half_read_is_in_nobodys_way(tmp_path: Path) -> None:
    write_wav(tmp_path / "long.wav", np.zeros(44_100 * 60, np.int16), 44_100)
    write_wav(tmp_path / "short.wav", np.arange(10, dtype=np.int16), 44_100)
    reader = SoundReader()
    _, chunks = reader.read(tmp_path / "long.wav", SampleType.INT16)
    next(chunks)
    process = reader._process
    del chunks
    assert process
    assert process.poll() is not None
    assert read(reader, tmp_path / "short.wav") == list(range(10))


def test_a_process_that_somebody_ended_is_started_anew(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.arange(10, dtype=np.int16), 44_100)
    reader = SoundReader()
    for _ in range(2):
        assert read(reader, tmp_path / "a.wav") == list(range(10))
        assert reader._process
        reader._process.kill()
        reader._process.wait()


def test_what_has_been_read_needs_the_process_no_more(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.full(500, 1000, np.int16), 44_100)
    write_wav(tmp_path / "b.wav", np.full(600, 1000, np.int16), 44_100)
    chimes = Chimes([tmp_path])
    chimes.release()
    first = chimes.load("a")
    reader = chimes._reader
    assert reader
    process = reader._process
    chimes.release()
    assert process
    assert process.poll() is not None
    assert chimes.load("a") is first
    assert reader._process is None
    assert len(chimes.load("b")) == 600


@pytest.mark.usefixtures("fails")
class TestReaderThatFails:
    """Each is an error of that file alone; the next one is read."""

    @pytest.mark.parametrize("fault", FAULTS)
    def test_it_is_an_error(self, fault: str) -> None:
        reader = SoundReader()
        with pytest.raises(UnreadableSoundError, match="its decoder gave up on it"):
            read(reader, Path(fault))
        assert read(reader, Path("works")) == [1, 2, 3, 4]

    @pytest.mark.parametrize("fault", ["hangs", "hangs-later"])
    def test_what_hangs_is_ended(self, fault: str) -> None:
        with pytest.raises(UnreadableSoundError, match="its decoder gave up on it"):
            read(SoundReader(deadline_s=0.5), Path(fault))

    def test_a_chime_that_never_ends_is_too_long(self, tmp_path: Path) -> None:
        (tmp_path / "never-ends.wav").touch()
        with pytest.raises(SoundError, match=r"never-ends\.wav lasts longer than 60 s"):
            Chimes([tmp_path]).load("never-ends")

    def test_a_chime_that_crashes_its_decoder_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "crashes.wav").touch()
        with pytest.raises(SoundError, match=r"crashes\.wav cannot be read as a sound \(its decoder gave up on it\)"):
            Chimes([tmp_path]).load("crashes")

    def test_so_is_a_bed(self, tmp_path: Path) -> None:
        (tmp_path / "crashes-later.wav").touch()
        with pytest.raises(SoundError, match=r"The bed \S+crashes-later\.wav cannot be read"):
            Bed(tmp_path / "crashes-later.wav")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="POSIX has limits for processes")
def test_the_reader_may_not_write_or_take_much_memory(tmp_path: Path) -> None:
    """As the system has it of a reader that has read something."""
    write_wav(tmp_path / "a.wav", np.zeros(10, np.int16), 44_100)
    reader = SoundReader()
    read(reader, tmp_path / "a.wav")
    assert reader._process
    limits = Path(f"/proc/{reader._process.pid}/limits").read_text().splitlines()
    hard = {line[:26].strip(): line[47:68].strip() for line in limits}
    assert hard["Max file size"] == "0"
    assert hard["Max address space"] == str(MEMORY)
    assert int(hard["Max open files"]) <= 32
    assert hard["Max core file size"] == "0"


def riff(rate: int, *, size: int = 400, data: bytes = bytes(400), channels: int = 1, bits: int = 16) -> bytes:
    """A WAV file by the fields of its header."""
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * 2 % 2**32, channels * bits // 8, bits)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + head + struct.pack("<4sI", b"data", size) + data


MEMORY_CORRUPTION_OGG = zlib.decompress(
    b64decode("eNrzT08PZmBiwABxvYxyjGX5RUmZxSAuo8saVPkdjP4gnVgBn8P//0hcZogxvBjqtjDgAgDbDg3S")
)
"""It overflows a heap block of the Vorbis decoder that miniaudio has."""

BROKEN = {
    "empty.wav": b"",
    "overflow.ogg": MEMORY_CORRUPTION_OGG,
    "fast.wav": riff(4_294_909_760),
    "still.wav": riff(0),
    "slow.wav": riff(1),
    "no-channels.wav": riff(44_100, channels=0),
    "no-bits.wav": riff(44_100, bits=0),
    "no-data.wav": riff(44_100, size=0, data=b""),
    "head.wav": riff(44_100)[:30],
    "head.flac": b"fLaC",
    "big-block.flac": b"fLaC\x80\xff\xff\xff" + bytes(100),
    "picture.flac": b"fLaC\x00\x00\x00\x22" + bytes(34) + b"\x86\xff\xff\xff" + b"\xff" * 64,
    "head.ogg": b"OggS" + bytes(23),
    "pages.ogg": (b"OggS\0\x02" + bytes(20) + b"\xff" + b"\xff" * 255) * 40,
    "head.mp3": b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
    "sync.mp3": b"\xff\xfb" * 2000,
    "text.mp3": b"This is no sound.\n" * 100,
    "zeros.ogg": bytes(10_000),
}
"""Files of every kind that are read, and how each is broken is in its name."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(SoundError, match=name):
        Chimes([tmp_path]).load(name)
    with pytest.raises(SoundError, match=name):
        Bed(tmp_path / name)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("kind", ["flac", "mp3", "ogg"])
def test_a_file_cut_anywhere_or_changed_anywhere_harms_nobody(tmp_path: Path, kind: str) -> None:
    """Read as far as it goes, or an error with its name; what it never is: a crash here, or other than what it says."""
    write_wav(tmp_path / "a.wav", (9000 * np.sin(np.arange(44_100) / 20)).astype(np.int16), 44_100)
    encoder = {"ogg": ["-c:a", "libvorbis"]}.get(kind, [])
    whole = tmp_path / f"whole.{kind}"
    subprocess.run(["ffmpeg", "-v", "error", "-i", tmp_path / "a.wav", *encoder, whole], check=True)
    content = whole.read_bytes()
    chance = np.random.default_rng(7)
    chimes = Chimes([tmp_path])
    told = 0
    for number in range(30):
        broken = bytearray(content[: int(chance.integers(1, len(content)))] if number % 2 else content)
        for at in chance.integers(0, len(broken), 8):
            broken[at] = int(chance.integers(256))
        (tmp_path / f"{number}.{kind}").write_bytes(broken)
        try:
            assert len(chimes.load(f"{number}.{kind}"))
        except SoundError as error:
            told += f"{number}.{kind}" in error.what
        else:
            told += 1
    assert told == 30


class TestMessages:
    """The format of the messages, by the bytes in its description."""

    def test_facts(self) -> None:
        assert facts_from_bytes(struct.pack("<Id", 8000, 1.5)).rate == 8000
        assert facts_from_bytes(struct.pack("<Id", 8000, 1.5)).duration_s == 1.5

    def test_a_message(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"s\x03\0\0\0abcrest")
        with (tmp_path / "a").open("rb") as stream:
            assert receive(stream) == (Said.SAMPLES, b"abc")


def test_several_threads_may_load_chimes_at_once(tmp_path: Path) -> None:
    """As a session does, which measures what comes while it plays."""
    names = [f"tone{number}" for number in range(12)]
    for number, name in enumerate(names):
        write_wav(tmp_path / f"{name}.wav", np.full(1000 + number, 500, np.int16), 44_100)
    chimes = Chimes([tmp_path])
    with ThreadPoolExecutor(4) as threads:
        lengths = list(threads.map(lambda name: len(chimes.load(name)), names * 3))
    assert lengths == [1000 + number for number in range(12)] * 3
