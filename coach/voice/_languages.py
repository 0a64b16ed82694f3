"""Language tags: how they are written, and which of several fits best."""

from collections.abc import Sequence
from typing import Final

_MEMBERS: Final = {"zh": "cmn", "no": "nb", "nn": "nb"}
"""Languages that voices name by a member or a close relative: Chinese by Mandarin, Norwegian by Bokmaal."""

_HOMES: Final = {"en": "US", "es": "ES", "fr": "FR", "nl": "NL", "pt": "BR", "de": "DE"}
"""The region meant when a language is named without one, where voices of several regions are about."""


def canonical(tag: str) -> str:
    """A tag in the case that RFC 5646, section 2.1.1, recommends: ``en_us`` becomes ``en-US``."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    done = parts[:1]
    for part in parts[1:]:
        after_singleton = len(done[-1]) == 1 or "x" in done
        size = 0 if after_singleton else len(part)
        done.append(part.upper() if size == 2 else part.title() if size == 4 and part.isalpha() else part)
    return "-".join(done)


def primary(tag: str) -> str:
    """The language itself: ``en`` of ``en-US``."""
    return canonical(tag).split("-")[0]


def misfit(wanted: str, offered: Sequence[str]) -> tuple[int, ...] | None:
    """How badly a voice of the ``offered`` languages suits a text in ``wanted``: the least is best, None is another language.

    The same tag is best; then the most leading parts in common, then the language's home, then the plainest tag.
    """
    ranks = [rank for tag in offered if (rank := _misfit(canonical(wanted), canonical(tag))) is not None]
    return min(ranks, default=None)


def _misfit(wanted: str, offered: str) -> tuple[int, ...] | None:
    if wanted == offered:
        return (0, 0, 0, 0)
    asked, given = wanted.split("-"), offered.split("-")
    asked[0] = _MEMBERS.get(asked[0], asked[0])
    if asked[0] != given[0]:
        return None
    common = next(
        (i for i, (a, b) in enumerate(zip(asked, given, strict=False)) if a != b), min(len(asked), len(given))
    )
    away = given[1:2] not in ([], [_HOMES.get(given[0], "")])
    return (1, -common, int(away), len(given))
