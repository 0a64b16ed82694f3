"""A programme as a web page with its sound inside."""

import base64
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from coach.files import write_stream
from coach.page._document import document
from coach.programme import Programme
from coach.progress import Progress

_LINE_BYTES: Final = 3 * 16_384
"""Of sound in one line of base64, whole groups of three. The page's script turns one line after the other into bytes."""


class PageWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The page. Memory does not grow with the length of the sound.

        The first bytes of an MP3 are known last, so it is made in a file of its own.
        """
        with TemporaryFile() as sound:
            write_stream(programme, sound, on_progress)
            sound.seek(0)
            write_around(programme, sound, file)


def write_around(programme: Programme, sound: BinaryIO, file: BinaryIO) -> None:
    """The page with a sound that has been made: the MP3 stream that ``sound`` holds from where it stands."""
    before, after = document(programme.routine, programme.messages, programme.timeline())
    file.write(before.encode())
    write_base64(sound, file)
    file.write(after.encode())


def write_base64(source: BinaryIO, target: BinaryIO) -> None:
    """All of a file in base64, in lines that are each complete in themselves; the first begins after a line break."""
    while piece := source.read(_LINE_BYTES):
        target.write(b"\n" + base64.b64encode(piece))
    target.write(b"\n")
