"""What an article is once it has been read, and what a draft is before it is written down."""

from dataclasses import dataclass
from typing import Literal

from coach.script import For, Hold, Pause, Repeat

Timed = Hold | For | Repeat | Pause


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A heading, a paragraph, a point of a list, or an aside (a quotation, a caption, a table): words in one line.

    ``name`` is what stood in bold at the very beginning and is not in ``text``; ``numbered_step`` is set where a marker
    such as "Step 1:" began it, and ``extras`` are links and pictures in it, as words for a note. ``mark`` is the style of a
    point's marker, so that one list can be told from the next; ``doses`` are cells of a table that say how often or how long.
    """

    kind: Literal["heading", "paragraph", "item", "aside"]
    text: str
    level: int = 0
    name: str = ""
    numbered_step: bool = False
    extras: tuple[str, ...] = ()
    mark: str = ""
    doses: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All its words, the bold ones too."""
        return f"{self.name} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its reader gives it. ``title`` and ``language`` are empty where it does not say."""

    blocks: tuple[ArticleBlock, ...]
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Words for the reader of the script, never spoken. ``looks`` are the guesses made, for the writer to look at."""

    text: str
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step: words and timed directives in order, an optional name, notes below it."""

    items: tuple[str | Timed, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section with at least one step, done ``repeat`` times; notes stand among the steps."""

    title: str
    entries: tuple[DraftStep | DraftNote, ...]
    sides: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft. ``title_look`` and ``language_look`` say what was guessed there, or are empty."""

    title: str
    language: str
    sections: tuple[DraftSection, ...]
    notes: tuple[DraftNote, ...] = ()
    needs: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    title_look: str = ""
    language_look: str = ""
