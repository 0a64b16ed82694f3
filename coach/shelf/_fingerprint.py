"""What shapes the files of a routine, as one digest: if it is the same, so would they be."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from coach._version import __version__
from coach.errors import CoachError, Code, NotFoundError
from coach.programme import Found, Wishes, choices_of
from coach.shelf._parts import ShelfPart
from coach.timeline import Jingle, expand, sources
from coach.voice import PROCESSING_VERSION, open_speaker

_DIGEST_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who will speak a routine: the voice's id and full name, its engine, and that engine's version."""

    id: str
    full_name: str
    engine: str
    version: str


class Sayers:
    """Who speaks which language, each looked up once. No engine is started for what the cache knows."""

    def __init__(self, wishes: Wishes, cache_dir: Path) -> None:
        self._wishes = wishes
        self._cache_dir = cache_dir
        self._found: dict[str, Sayer | CoachError] = {}

    def of(self, language: str) -> Sayer:
        """The voice for a language. Raises NotFoundError, VoiceError."""
        if language not in self._found:
            self._found[language] = self._look_up(language)
        found = self._found[language]
        if isinstance(found, CoachError):
            raise found
        return found

    def _look_up(self, language: str) -> Sayer | CoachError:
        try:
            wishes = self._wishes
            with open_speaker(wishes.voice, language, self._cache_dir, workers=1, usual=wishes.usual_voice) as speaker:
                voice = speaker.voice
                return Sayer(voice.id, voice.full_name, voice.engine, speaker.engine_version)
        except CoachError as error:
            return error


def for_routine(wishes: Wishes, found: Found) -> Wishes:
    """The wishes as far as they concern a routine: without the options that it does not have."""
    own = {option.name for option in found.routine.options}
    return replace(wishes, options=wishes.options & own)


def check_options(wishes: Wishes, known: frozenset[str]) -> None:
    """See that each option asked for is ``known``, by one routine at least. Raises NotFoundError."""
    if unknown := sorted(wishes.options - known):
        raise NotFoundError(
            f"None of the routines has the option '{unknown[0]}'",
            f"Choose from: {', '.join(sorted(known))}." if known else "They have no options.",
            code=Code.OPTION_NOT_FOUND,
            name=unknown[0],
            known=tuple(sorted(known)),
        )


def identity(found: Found, wishes: Wishes, sayer: Sayer, bed: Path | None, parts: tuple[ShelfPart, ...]) -> str:
    """The digest of everything that shapes a routine's files: scripts, sounds, wishes, voice, and this program.

    Raises:
        NotFoundError: a chime is not there.
        OSError: one of them cannot be read.
    """
    asked = asdict(wishes) | {"options": sorted(wishes.options), "bed": None, "voice": None}
    shaping = {
        "coach": __version__,
        "processing": PROCESSING_VERSION,
        "parts": [part.file_of(found.script.name) for part in parts],
        "scripts": [script.text for script in (found.script, *found.included)],
        "wishes": {key: str(value) for key, value in sorted(asked.items())},
        "voice": [sayer.full_name, sayer.version],
        "chimes": {name: digest_of(found.chimes.find(name)) for name in _chimes(found, wishes, sayer)},
        "bed": digest_of(bed) if bed else "",
    }
    canonical = json.dumps(shaping, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(canonical.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def digest_of(path: Path) -> str:
    """BLAKE2b of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_DIGEST_BYTES)).hexdigest()


def _chimes(found: Found, wishes: Wishes, sayer: Sayer) -> list[str]:
    return sorted(set(_heard(found, wishes, sayer)))


def _heard(found: Found, wishes: Wishes, sayer: Sayer) -> Iterator[str]:
    for moment in expand(found.routine, choices_of(wishes, found.routine, sayer.id)):
        yield from (source.name for source in sources(moment) if isinstance(source, Jingle))
