"""What mutagen finds in files of sound, and what every format must give back."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE

from tests.files.helpers import ffprobe

Chapters = list[tuple[str, int]]
"""Their names and where they start, in milliseconds."""


@dataclass(frozen=True)
class Told:
    """What mutagen finds in a file."""

    length_s: float
    title: str
    language: str
    summary: str
    words: str
    encoder: str
    cover: bytes
    chapters: Chapters


@dataclass(frozen=True)
class Expected:
    """What a format must give back.

    ``longer`` is how many samples more a decoder may give: the end of the last packet. ``counted_s`` is what is counted as part
    of the whole before anything is decoded, and then cut off.
    """

    codec: str
    rate: str
    longer: int
    counted_s: float
    tell: Callable[[Path], Told]
    language: str
    encoder: str


def tell_id3(tags: ID3, length_s: float, chapters: Chapters) -> Told:
    words = tags.getall("USLT")[0]
    assert words.lang == tags["TLAN"].text[0]
    return Told(
        length_s,
        tags["TIT2"].text[0],
        tags["TLAN"].text[0],
        tags.getall("COMM")[0].text[0],
        words.text,
        tags["TSSE"].text[0],
        tags.getall("APIC")[0].data,
        chapters,
    )


def tell_mp3(path: Path) -> Told:
    tags, info = ID3(path), cast(Any, MP3(path).info)
    found = [(chapter.sub_frames["TIT2"].text[0], chapter.start_time) for chapter in tags.getall("CHAP")]
    return tell_id3(tags, info.length, sorted(found, key=lambda one: one[1]))


def tell_wav(path: Path) -> Told:
    """The markers are read by the book: mutagen knows none in a WAV."""
    wav: Any = WAVE(path)
    data, at = path.read_bytes(), 12
    starts: dict[int, int] = {}
    names: dict[int, str] = {}
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    while at < len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body, at = data[at + 8 : at + 8 + size], at + 8 + size + size % 2
        if name == b"cue ":
            points = [body[begin : begin + 24] for begin in range(4, size, 24)]
            assert len(points) == int.from_bytes(body[:4], "little")
            starts = {int.from_bytes(p[:4], "little"): int.from_bytes(p[20:], "little") for p in points}
        elif name == b"LIST" and body[:4] == b"adtl":
            label = 4
            while label < size:
                length = int.from_bytes(body[label + 4 : label + 8], "little")
                number = int.from_bytes(body[label + 8 : label + 12], "little")
                names[number] = body[label + 12 : label + 8 + length].rstrip(b"\0").decode()
                label += 8 + length + length % 2
    assert at == len(data)
    assert starts.keys() == names.keys()
    return tell_id3(
        wav.tags, wav.info.length, [(names[number], round(start / 44.1)) for number, start in starts.items()]
    )


def tell_m4b(path: Path) -> Told:
    m4b: Any = MP4(path)
    return Told(
        m4b.info.length,
        m4b["\xa9nam"][0],
        ffprobe(path)["streams"][0]["tags"]["language"],
        m4b["\xa9cmt"][0],
        m4b["\xa9lyr"][0],
        m4b["\xa9too"][0],
        bytes(m4b["covr"][0]),
        [(chapter.title, round(chapter.start * 1000)) for chapter in m4b.chapters],
    )


def tell_comments(file: Any, picture: Picture) -> Told:
    def ms(time: str) -> int:
        hours, minutes, seconds = time.split(":")
        return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)

    numbers = sorted(key[:-4] for key, _ in file.tags if key.startswith("CHAPTER") and key.endswith("NAME"))
    return Told(
        file.info.length,
        file["TITLE"][0],
        file["LANGUAGE"][0],
        file["DESCRIPTION"][0],
        file["LYRICS"][0],
        file["ENCODER"][0],
        picture.data,
        [(file[f"{number}NAME"][0], ms(file[number][0])) for number in numbers],
    )


def tell_flac(path: Path) -> Told:
    flac = FLAC(path)
    assert (flac.pictures[0].width, flac.pictures[0].height) == (8, 8)
    return tell_comments(flac, flac.pictures[0])


def tell_opus(path: Path) -> Told:
    opus = OggOpus(path)
    return tell_comments(opus, Picture(b64decode(opus["METADATA_BLOCK_PICTURE"][0])))


EXPECTED = {
    "mp3": Expected("mp3", "44100", 0, 2 * 1152 / 44_100, tell_mp3, "ger", "LAME"),
    "wav": Expected("pcm_s16le", "44100", 0, 0, tell_wav, "ger", ""),
    "flac": Expected("flac", "44100", 0, 0, tell_flac, "de-AT", "libFLAC"),
    # The edit list states the end, which ffmpeg's decoder does not look at: it gives all of the last packet of 1024 samples.
    "m4b": Expected("aac", "44100", 1023, 0, tell_m4b, "deu", "ffmpeg aac"),
    # A sample of 48 000 Hz is less than one of ours.
    "opus": Expected("opus", "48000", 1, 312 / 48_000, tell_opus, "de-AT", "ffmpeg libopus"),
}
