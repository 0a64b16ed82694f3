"""What a process that reads sound files says to its parent: messages of a kind, a length and a content.

A message is a byte for its kind and the number of bytes that follow, as 32 bits, little-endian::

    i   what the file says of itself: its rate in Hz as 32 bits, and its length in seconds as a 64-bit float
    s   samples
    .   that was all; empty
    !   it cannot be read: why, as UTF-8
"""

import struct
from enum import Enum
from typing import BinaryIO, Final

from coach.sound._sound_file import SoundFacts

_HEAD: Final = struct.Struct("<cI")
_FACTS: Final = struct.Struct("<Id")

LONGEST: Final = 1 << 22
"""No message is longer: half a second of the highest rate as 64-bit floats is not."""


class Said(Enum):
    """The kinds of messages."""

    FACTS = b"i"
    SAMPLES = b"s"
    END = b"."
    UNREADABLE = b"!"


def send(stream: BinaryIO, said: Said, content: bytes = b"") -> None:
    """Write one message. Raises OSError."""
    stream.write(_HEAD.pack(said.value, len(content)) + content)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Said, bytes]:
    """Read one message. Raises ValueError if there is none, or not the whole of one."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise ValueError("the end")
    kind, length = _HEAD.unpack(head)
    if length > LONGEST:
        raise ValueError("too long")
    content = stream.read(length)
    if len(content) < length:
        raise ValueError("cut off")
    return Said(kind), content


def facts_as_bytes(facts: SoundFacts) -> bytes:
    """What a file says of itself, as the content of a message."""
    return _FACTS.pack(facts.rate, facts.duration_s)


def facts_from_bytes(content: bytes) -> SoundFacts:
    """The opposite of :func:`facts_as_bytes`. Raises ValueError."""
    if len(content) != _FACTS.size:
        raise ValueError("no facts")
    return SoundFacts(*_FACTS.unpack(content))
