"""A routine that is not there: which one may have been meant, and in which languages there is one."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from coach.errors import CoachError, Code, NotFoundError

_MOST_NEAR: Final = 3
_MOST_NAMED: Final = 20
"""Nobody reads more names than this."""

_TAG: Final = re.compile(r"[a-z]{2}(-[a-z0-9]{2,8})?")
"""What stands for a language at the end of a name, in small letters."""

_OTHER_FILES: Final = frozenset(
    {".mp3", ".m4a", ".m4b", ".wav", ".flac", ".ogg", ".opus", ".html", ".pdf", ".doc", ".docx", ".vtt", ".png", ".svg"}
)
"""File extensions of what is made of routines, or of what they are made of, but never of scripts."""

LanguageOf = Callable[[Path], str]
"""The language of the script in a file. May raise CoachError."""


def no_routine(name: str, known: Mapping[str, Path], language_of: LanguageOf) -> NotFoundError:
    """The answer to a name that none of the ``known`` routines has."""
    names = list(known)
    more = ", and more" if len(names) > _MOST_NAMED else ""
    choice = f"Choose from: {', '.join(names[:_MOST_NAMED])}{more}; or give the path of a script."
    hint = meant(name, known, language_of) or choice
    if Path(name).suffix.lower() in _OTHER_FILES:
        hint = f"A routine is a script, such as {Path(name).with_suffix('.md')}. {hint}"
    return NotFoundError(
        f"There is no routine called '{name}'", hint, code=Code.ROUTINE_NOT_FOUND, name=name, known=tuple(known)
    )


def meant(name: str, known: Mapping[str, Path], language_of: LanguageOf) -> str:
    """A sentence about what a name may stand for; empty if nothing is like it."""
    base = _base_of(name, known)
    if base and (family := sorted(_languages(base, known, language_of))):
        languages = ", ".join(dict.fromkeys(language for language, _ in family))
        return f"{base} is there in {languages}: {', '.join(other for _, other in family)}."
    near = list(_near(name, known))
    return f"Did you mean {_either(near)}?" if near else ""


def _base_of(name: str, known: Mapping[str, Path]) -> str | None:
    """The routine without a language in its name, where ``name`` is that with a language that it is not there in."""
    plain = _plain(name)
    for base in sorted(known, key=len):
        rest = plain.removeprefix(_plain(base))
        if rest != plain and (rest[:1] == "." or (rest[:1] == "-" and _TAG.fullmatch(rest[1:]))):
            return base
    # There may be none without a language: breath.de and breath.fr, and breath.it was asked for.
    stem, dot, _ = plain.rpartition(".")
    return stem if dot and any(_plain(other).startswith(f"{stem}.") for other in known) else None


def _languages(base: str, known: Mapping[str, Path], language_of: LanguageOf) -> Iterator[tuple[str, str]]:
    for name, path in known.items():
        if name == base or _plain(name).startswith(f"{_plain(base)}."):
            try:
                yield language_of(path), name
            except CoachError:
                continue  # a script with problems is no help now


def _near(name: str, known: Iterable[str]) -> Iterator[str]:
    """Names that hold what was typed, else the one spelled most like it."""
    plain = {_plain(other): other for other in known}
    wanted = _plain(name)
    if wanted in plain:
        yield plain[wanted]
        return
    holding = [other for other in plain if len(wanted) > 2 and wanted in other]
    for other in holding[:_MOST_NEAR] or difflib.get_close_matches(wanted, plain, n=1):
        yield plain[other]


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _either(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
