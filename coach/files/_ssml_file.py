"""A programme as SSML, for another voice to speak."""

from typing import BinaryIO

from coach.programme import Programme
from coach.progress import Progress
from coach.words import ssml


class SsmlWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The words and silences; nothing is spoken."""
        file.write(ssml(programme.moments, programme.guess, programme.routine.language).encode())
        on_progress(1, 1)
