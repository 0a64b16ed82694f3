"""Every format that holds sound, read back by others: as long, in its place, with its chapters, tags and cover."""

import hashlib
import subprocess
import tracemalloc
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from mutagen.flac import FLAC

from coach import __version__
from coach.files import FORMATS, export
from coach.progress import unreported
from coach.script import Hold, Prompt, Routine, Section, Step
from coach.sound import Pcm
from coach.timeline import Clip
from coach.units import Samples
from coach.words import lyrics
from tests.files.helpers import (
    ROUTINE,
    decode_by_ffmpeg,
    ffprobe,
    level_db,
    pcm_of,
    programme_of,
    tiny_png,
)
from tests.files.told import EXPECTED, Chapters
from tests.needs import require
from tests.timeline.helpers import seconds

SOUNDS = pytest.mark.parametrize("name", EXPECTED)
BY_FFMPEG = ("m4b", "opus")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sounds")


@pytest.fixture
def made(folder: Path, name: str) -> Path:
    """The routine in that format, exported once."""
    if name in BY_FFMPEG:
        require("ffmpeg")
    path = folder / f"test{FORMATS[name].extension}"
    if not path.exists():
        export(programme_of(), path, FORMATS[name])
    return path


@pytest.fixture(scope="module")
def original() -> Pcm:
    return pcm_of(programme_of())


def chapters() -> Chapters:
    """By the book: a frame is 1152 samples of 44 100 Hz."""
    return [(marker.title, round(marker.at * 1152 / 44.1)) for marker in programme_of().timeline().chapters()]


def length() -> int:
    return programme_of().timeline().length * 1152


def long_routine(minutes: int) -> Routine:
    """Mostly silence and one clip a minute, never the same twice."""
    steps = tuple(Step((Prompt(f"Minute {n}."), Hold(seconds(57)))) for n in range(minutes))
    return Routine("Long", "en", (Section("All", steps),))


def later_by(sound: Pcm, original: Pcm) -> int:
    """By how many samples one is later than the other where they fit best: the highest point of their correlation."""
    count = min(len(sound), len(original))
    size = 1 << (2 * count - 1).bit_length()
    spectra = [np.fft.rfft(one[:count].astype(np.float32), size) for one in (sound, original)]
    best = int(np.argmax(np.fft.irfft(spectra[0] * spectra[1].conj(), size)))
    return best if best < size // 2 else best - size


class TestSound:
    """What a player plays."""

    @SOUNDS
    def test_it_is_as_long_as_the_timeline_and_not_a_sample_later(self, made: Path, name: str, original: Pcm) -> None:
        decoded, _ = decode_by_ffmpeg(made)
        assert 0 <= len(decoded) - length() <= EXPECTED[name].longer
        assert later_by(decoded, original) == 0

    @SOUNDS
    def test_every_sound_is_in_its_place_and_silence_is_silent(self, made: Path, original: Pcm) -> None:
        decoded, _ = decode_by_ffmpeg(made)
        for event in programme_of().timeline().events:
            start, end = event.start * 1152, (event.start + event.length) * 1152
            if isinstance(event, Clip):
                assert abs(level_db(decoded[start:end]) - level_db(original[start:end])) < 0.5
            elif end - start > 6 * 1152:
                # Lossy codecs smear by a block of theirs, at most 2048 samples, around a sound.
                assert level_db(decoded[start + 2304 : end - 2304]) < -80

    @pytest.mark.parametrize("name", ["wav", "flac"])
    def test_without_loss_it_is_every_sample_in_any_decoder(self, made: Path, original: Pcm) -> None:
        other = miniaudio.decode_file(str(made), nchannels=1, sample_rate=44_100)
        assert np.array_equal(np.frombuffer(other.samples, np.int16), original)
        assert np.array_equal(decode_by_ffmpeg(made)[0], original)

    @pytest.mark.parametrize("name", ["flac"])
    def test_a_flac_carries_the_sum_of_its_samples(self, made: Path, original: Pcm) -> None:
        """RFC 9639, 8.2: MD5 of the samples, little-endian."""
        assert FLAC(made).info.md5_signature == int(hashlib.md5(original.tobytes()).hexdigest(), 16)  # noqa: S324

    @SOUNDS
    def test_the_size_of_the_blocks_changes_not_a_byte(self, made: Path, name: str, tmp_path: Path) -> None:
        other = tmp_path / f"other{FORMATS[name].extension}"
        export(programme_of(block=Samples(1000)), other, FORMATS[name])
        assert other.read_bytes() == made.read_bytes()

    @pytest.mark.parametrize(
        "name", [pytest.param(name, marks=pytest.mark.slow if name in BY_FFMPEG else ()) for name in EXPECTED]
    )
    def test_memory_does_not_grow_with_length(self, name: str, tmp_path: Path) -> None:
        if name in BY_FFMPEG:
            require("ffmpeg")

        def peak(minutes: int) -> int:
            programme = programme_of(long_routine(minutes))
            programme.timeline()
            with (tmp_path / "sound").open("w+b") as file:
                tracemalloc.start()
                FORMATS[name].writer().write(programme, file, unreported)
                highest = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
            return highest

        peak(3)  # what is kept for the next time, such as encoded sounds, is not counted
        assert peak(3) < peak(1) * 1.1 + 20_000

    @SOUNDS
    def test_it_is_told_how_much_is_done_up_to_all(self, name: str, tmp_path: Path) -> None:
        if name in BY_FFMPEG:
            require("ffmpeg")
        told = list[tuple[int, int]]()
        export(programme_of(), tmp_path / "file", FORMATS[name], on_progress=lambda *counts: told.append(counts))
        assert told == sorted(told)
        assert told[-1] == (length(), length())
        assert {total for _, total in told} == {length()}


class TestTags:
    """What a player shows."""

    @SOUNDS
    def test_mutagen_finds_everything(self, made: Path, name: str) -> None:
        expected, told, programme = EXPECTED[name], EXPECTED[name].tell(made), programme_of()
        words = lyrics(programme.timeline(), programme.choices.messages)
        assert (told.title, told.summary, told.language) == (ROUTINE.title, ROUTINE.summary, expected.language)
        # Tags of MP3 and WAV hold lines as they are; some readers take the last line end away.
        assert told.words.strip() == words.strip()
        assert told.encoder == f"coach {__version__}" + (f", {expected.encoder}" if expected.encoder else "")
        assert told.cover == tiny_png()

    @SOUNDS
    def test_mutagen_finds_the_length(self, made: Path, name: str) -> None:
        # Of MP4 it counts the encoder's delay, a packet of 1024 samples, that the edit list takes off.
        more = 1024 if name == "m4b" else 0
        assert EXPECTED[name].tell(made).length_s == pytest.approx((length() + more) / 44_100, abs=0.0011)

    @SOUNDS
    def test_mutagen_finds_the_chapters_to_the_millisecond(self, made: Path, name: str) -> None:
        assert EXPECTED[name].tell(made).chapters == chapters()
        assert len(chapters()) == 4

    @SOUNDS
    def test_ffprobe_finds_length_and_chapters_to_the_millisecond(self, made: Path, name: str) -> None:
        probed = ffprobe(made)
        stream = probed["streams"][0]
        assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == (
            EXPECTED[name].codec,
            EXPECTED[name].rate,
            1,
        )
        more = float(stream.get("duration", probed["format"]["duration"])) - length() / 44_100
        assert -0.001 <= more <= EXPECTED[name].counted_s + 0.001
        found = [(one["tags"]["title"], round(float(one["start_time"]) * 1000)) for one in probed["chapters"]]
        assert found == chapters()

    @SOUNDS
    def test_ffprobe_finds_the_tags(self, made: Path) -> None:
        probed = ffprobe(made)
        tags = {key.lower(): value for key, value in probed["format"].get("tags", {}).items()}
        # Of Ogg they are the stream's.
        tags |= {key.lower(): value for key, value in probed["streams"][0].get("tags", {}).items()}
        assert (tags["title"], tags["comment"]) == (ROUTINE.title, ROUTINE.summary)
        assert any(stream["disposition"]["attached_pic"] for stream in probed["streams"])

    @pytest.mark.needs("ffmpeg")
    @SOUNDS
    def test_ffmpeg_takes_the_cover_out_as_it_was(self, made: Path) -> None:
        command: list[str | Path] = [
            "ffmpeg",
            "-v",
            "error",
            "-i",
            made,
            "-map",
            "0:v",
            "-c",
            "copy",
            "-f",
            "image2pipe",
            "-",
        ]
        assert subprocess.run(command, capture_output=True, check=True).stdout == tiny_png()

    @pytest.mark.parametrize("name", ["m4b"])
    def test_an_m4b_says_that_it_is_an_audiobook_and_lists_its_chapters_twice(self, made: Path) -> None:
        """Apple's players want a track of texts, which a reference of the sound's track names; others want Nero's list."""
        probed = ffprobe(made)
        assert probed["format"]["tags"]["major_brand"] == "M4B "
        assert probed["format"]["tags"]["media_type"] == "2"
        assert [stream["codec_tag_string"] for stream in probed["streams"]][:2] == ["mp4a", "text"]
        data = made.read_bytes()
        assert data.count(b"tref") == data.count(b"chap") == data.count(b"chpl") == 1

    @SOUNDS
    def test_signs_that_mean_something_to_a_container_are_only_signs(self, name: str, tmp_path: Path) -> None:
        if name in BY_FFMPEG:
            require("ffmpeg")
        titles = ["[CHAPTER] a=b; #1 \\ 'c'", "CHAPTER001=x", "Ütersen 手 🤲"]
        parts = tuple(Section(title, (Step((Prompt("Words."),), "Step"),)) for title in titles)
        programme = programme_of(Routine("=;#\\", "en", parts, summary="=;#\\"))
        path = tmp_path / f"signs{FORMATS[name].extension}"
        export(programme, path, FORMATS[name])
        assert [title for title, _ in EXPECTED[name].tell(path).chapters][-3:] == titles
        assert [one["tags"]["title"] for one in ffprobe(path)["chapters"]][-3:] == titles
