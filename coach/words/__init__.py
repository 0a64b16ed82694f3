"""A timeline in words: transcript, captions, lyrics, SSML and chapters. Pure."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.words._captions import Subject as Subject
    from coach.words._captions import lrc as lrc
    from coach.words._captions import srt as srt
    from coach.words._captions import vtt as vtt
    from coach.words._cues import Cue as Cue
    from coach.words._cues import cues as cues
    from coach.words._json_chapters import json_chapters as json_chapters
    from coach.words._lyrics import lyrics as lyrics
    from coach.words._ssml import ssml as ssml
    from coach.words._transcript import GLUE as GLUE
    from coach.words._transcript import Transcript as Transcript
    from coach.words._transcript import TranscriptChapter as TranscriptChapter
    from coach.words._transcript import TranscriptEntry as TranscriptEntry
    from coach.words._transcript import as_markdown as as_markdown
    from coach.words._transcript import as_text as as_text
    from coach.words._transcript import transcript as transcript

__all__ = [
    "GLUE",
    "Cue",
    "Subject",
    "Transcript",
    "TranscriptChapter",
    "TranscriptEntry",
    "as_markdown",
    "as_text",
    "cues",
    "json_chapters",
    "lrc",
    "lyrics",
    "srt",
    "ssml",
    "transcript",
    "vtt",
]

__getattr__ = face(
    __name__,
    {
        "_captions": (
            "Subject",
            "lrc",
            "srt",
            "vtt",
        ),
        "_cues": (
            "Cue",
            "cues",
        ),
        "_json_chapters": ("json_chapters",),
        "_lyrics": ("lyrics",),
        "_ssml": ("ssml",),
        "_transcript": (
            "GLUE",
            "TranscriptChapter",
            "TranscriptEntry",
            "Transcript",
            "as_markdown",
            "as_text",
            "transcript",
        ),
    },
)
