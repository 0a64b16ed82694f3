"""Chapters as a sidecar file: JSON chapters of Podcasting 2.0. Pure.

Source: "JSON Chapters Format", version 1.2, of the podcast namespace project.
"""

import json
from itertools import pairwise
from typing import Final

from coach.timeline import Timeline
from coach.units import Frames, samples_of, samples_to_ms

JSON_CHAPTERS_TYPE: Final = "application/json+chapters"
"""The media type that feeds name, and with which such a file is to be served."""

_VERSION: Final = "1.2.0"


def json_chapters(timeline: Timeline, *, title: str = "", description: str = "", file_name: str = "") -> str:
    """The chapters of a timeline, their times in seconds, exact to the millisecond; the last ends with the whole.

    ``title`` and ``description`` are those of the whole, ``file_name`` is the name of the sound file; empty ones are left out.
    """
    markers = timeline.chapters()
    ends = [*(marker.at for marker in markers), timeline.length]
    about = {"title": title, "description": description, "fileName": file_name}
    chapters = [
        {"startTime": _seconds(start), "endTime": _seconds(end), "title": marker.title}
        for marker, (start, end) in zip(markers, pairwise(ends), strict=True)
    ]
    data = {"version": _VERSION, **{key: text for key, text in about.items() if text}, "chapters": chapters}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _seconds(frames: Frames) -> float:
    return samples_to_ms(samples_of(frames)) / 1000
