"""What a shelf says about itself, like the masthead of a newspaper: as its maker wished, or as it follows from the routines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coach.shelf._manifest import ShelfEntry
from coach.shelf._shelf_phrases import ShelfPhrases
from coach.voice import primary


@dataclass(frozen=True, slots=True)
class MastheadWishes:
    """What the maker of a shelf wants to be said about it; what is empty gets a default."""

    title: str = ""
    author: str = ""
    email: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is said: never empty except ``author`` and ``email``. ``language`` is the BCP 47 tag of most routines."""

    title: str
    author: str
    email: str
    description: str
    language: str


def masthead(wishes: MastheadWishes, entries: Sequence[ShelfEntry]) -> Masthead:
    """What a shelf says about itself, given what is on it."""
    language = _language(entries)
    title = wishes.title or ShelfPhrases(language).title()
    titles = "; ".join(entry.title for entry in sorted(entries, key=lambda entry: entry.name))
    return Masthead(title, wishes.author, wishes.email, wishes.description or titles or title, language)


def by_language(entries: Sequence[ShelfEntry]) -> dict[str, list[ShelfEntry]]:
    """The routines of each language, whatever the region; the language of most first, in each by title."""
    groups: dict[str, list[ShelfEntry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.title.casefold(), entry.name)):
        groups.setdefault(primary(entry.language), []).append(entry)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def _language(entries: Sequence[ShelfEntry]) -> str:
    """The tag of most routines; of several, the first by alphabet."""
    count = Counter(entry.language for entry in entries)
    return min(count, key=lambda tag: (-count[tag], tag), default="en")
