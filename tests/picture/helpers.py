"""Small timelines, and pictures read back."""

import re
import struct
import subprocess
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, fromstring

import numpy as np
from numpy.typing import NDArray

from coach.timeline import Clip, Event, Gap, Jingle, Kind, Place, Timeline, Utterance
from coach.units import Frames
from tests.needs import require

SVG = "{http://www.w3.org/2000/svg}"
SOUNDING = (Kind.SPEECH, Kind.CHIME)


def timeline(*parts: tuple[Kind, int] | tuple[Kind, int, int], titles: Sequence[str] = ()) -> Timeline:
    """Events one after the other: what, in how many frames, and perhaps in which section, counted from 0."""
    events: list[Event] = []
    at = 0
    for part in parts:
        kind, length, *number = part
        section = number[0] if number else 0
        place = Place(section, titles[section] if titles else f"Section {section}", 0, "Step")
        source = Jingle("tick") if kind is Kind.CHIME else Utterance("Words.", "voice", 120)
        span = Frames(at), Frames(length), kind, place
        events.append(Clip(*span, source) if kind in SOUNDING else Gap(*span))
        at += length
    return Timeline(tuple(events))


def sections(count: int, frames: int, title: str = "Legs & hips: right leg") -> Timeline:
    """So many sections of words, each of so many frames."""
    return timeline(*((Kind.SPEECH, frames, number) for number in range(count)), titles=[title] * count)


def parsed(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314 - it is our own


def points(path: Element) -> Iterator[tuple[float, float]]:
    """The points of a path as we write them: absolute, by M with further points, H and V."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MHV])([^MHV]*)", path.get("d") or ""):
        values = [float(value) for value in numbers.split()]
        if command == "H":
            x = values[0]
            yield x, y
        elif command == "V":
            y = values[0]
            yield x, y
        else:
            for x, y in zip(values[::2], values[1::2], strict=True):
                yield x, y


def subpaths(picture: Element, name: str) -> list[list[tuple[float, float]]]:
    """The lines of the path of a class; none if there is no such path."""
    path = picture.find(f".//{SVG}path[@class='{name}']")
    if path is None:
        return []
    return [list(points(Element("path", d=f"M{line}"))) for line in (path.get("d") or "").split("M")[1:]]


def grey(png: bytes) -> NDArray[np.uint8]:
    """The picture as ffmpeg reads it: rows of lightness from 0 to 255."""
    return _pixels(png, "gray", 1)[:, :, 0]


def rgb(png: bytes) -> NDArray[np.uint8]:
    """The picture as ffmpeg reads it: rows of red, green and blue."""
    return _pixels(png, "rgb24", 3)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, as ffprobe reads them."""
    require("ffmpeg")
    asked = ["-show_entries", "stream=width,height,codec_name", "-of", "csv=p=0"]
    done = subprocess.run(["ffprobe", "-v", "error", *asked, "-"], input=png, capture_output=True, check=True)
    codec, width, height = done.stdout.decode().strip().split(",")
    assert codec == "png"
    return int(width), int(height)


def _pixels(png: bytes, name: str, channels: int) -> NDArray[np.uint8]:
    require("ffmpeg")
    width, height = struct.unpack(">II", png[16:24])
    command = ["ffmpeg", "-v", "error", "-f", "png_pipe", "-i", "-", "-f", "rawvideo", "-pix_fmt", name, "-"]
    raw = subprocess.run(command, input=png, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(height, width, channels)
