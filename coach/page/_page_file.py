"""A programme as a web page with its sound inside: each sound once, from which the page's script puts the MP3 together."""

import base64
import zlib
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from coach.files import pool_of, write_stream
from coach.page._document import SoundInside, document
from coach.programme import Programme
from coach.progress import Progress

_PIECE_BYTES: Final = 3 * 16_384
"""Of sound that is in the page whole, so much is in a line of base64."""


class PageWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The page. Memory does not grow with the length of the sound."""
        pool = pool_of(programme)
        with TemporaryFile() as lines:
            if pool is not None:
                sums = _write_lines(pool.encoded(on_progress), lines)
                inside = SoundInside(sums, pool.kind, pool.parts)
            else:
                with TemporaryFile() as stream:  # its first bytes are known last
                    write_stream(programme, stream, on_progress)
                    stream.seek(0)
                    inside = SoundInside(_write_lines(_pieces(stream), lines))
            before, after = document(programme.routine, programme.messages, programme.timeline(), inside)
            lines.seek(0)
            file.write(before.encode())
            file.write(b"\n")
            while piece := lines.read(_PIECE_BYTES):
                file.write(piece)
            file.write(after.encode())


def _write_lines(pieces: Iterable[bytes], file: BinaryIO) -> tuple[int, ...]:
    """Pieces of sound as lines of base64, each complete in itself; the checksum of each piece."""
    sums = []
    for piece in pieces:
        file.write(base64.b64encode(piece) + b"\n")
        sums.append(zlib.crc32(piece))
    return tuple(sums)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_PIECE_BYTES):
        yield piece
