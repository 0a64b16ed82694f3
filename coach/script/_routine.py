"""What is authored: a routine of sections of steps. No absolute times, no files, nothing that changes."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from coach.errors import Problem


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in a script; ``line`` and ``column`` count from 1, columns in characters.

    ``width`` characters are meant, and ``source_line`` is that line as written, so that a later stage can still show it.
    """

    path: str
    line: int
    column: int
    width: int = 1
    source_line: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may last, in exact seconds: a length, or the writer's permission to choose inside a range.

    ``is_exact`` is written as ``30s exactly``: a length that neither the listener's pace nor fitting to a duration may move.
    """

    shortest_s: Fraction
    longest_s: Fraction
    is_exact: bool = False

    @property
    def middle_s(self) -> Fraction:
        """The length at normal pace: half-way between the ends."""
        return (self.shortest_s + self.longest_s) / 2

    @property
    def is_range(self) -> bool:
        """Whether the writer gave two ends."""
        return self.shortest_s != self.longest_s


SIDE_OPTIONS: Final = ("first-side", "later-side")
"""What holds inside a section with sides: the first on its first side, the second on every later one."""
ROUND_OPTIONS: Final = ("first-round", "later-round", "last-round")
"""What holds inside a section that is repeated; the last round is a later one too."""
AUDIENCE_OPTIONS: Final = ("live", "file")
"""Whether it is played to somebody who can answer, or made into a file."""
RESERVED_OPTIONS: Final = (*SIDE_OPTIONS, *ROUND_OPTIONS, *AUDIENCE_OPTIONS)
"""Names that stand in conditions, and that no routine can declare as options of its own."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A step or section that is there only if an option is chosen (``wanted``), or only unless it is.

    :data:`RESERVED_OPTIONS` are no options of the listener: they hold on some sides, in some rounds, or only live or in a file.
    """

    option: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that a writer wrote at a place, which makes no difference to what it is."""

    location: Location | None = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a step says, as authored, Markdown taken off; ``{side}`` and ``{other_side}`` still stand in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Pause(Placed):
    """Authored silence after words. ``length`` is None for a bare ``[pause]``, whose length the pace settings give.

    ``later`` are the lengths in later rounds, of which the last one stays.
    """

    length: Span | None
    later: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold(Placed):
    """Timed work without moving: ``[hold: 30s]``. ``halfway`` is said in the middle, ``countdown`` counts the last seconds.

    ``later`` are the lengths in later rounds, of which the last one stays. With ``is_counted`` every second is counted aloud.
    """

    length: Span
    halfway: str | None = None
    countdown: int = 0
    later: tuple[Span, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class For(Placed):
    """Timed work that keeps moving: ``[for: 30s]``; the rest as of :class:`Hold`."""

    length: Span
    halfway: str | None = None
    countdown: int = 0
    later: tuple[Span, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Repeat(Placed):
    """So many repetitions with a beat: ``[repeat: 6 every 5s]``; the beat is a tick, a spoken count, or nothing.

    With ``until_ready`` it goes on until the person is ready, and ``times`` is for files. With ``alternates`` the section's sides take
    turns, and each beat names its side.
    """

    times: int
    every: Span
    count: Literal["tick", "spoken", "none"] = "tick"
    until_ready: bool = False
    alternates: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a cycle: ``length_s`` exact seconds, in which its words are said if it has any."""

    length_s: Fraction
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Cycle(Placed):
    """Breath or tempo, each word inside its time, so many times: ``[beat: "In" 4s, "Out" 6s, repeat: 4]``.

    With ``until_ready`` it goes on until the person is ready, and ``times`` is for files. ``ticks`` stand for the words where nothing is
    to be said; no script writes that.
    """

    phases: tuple[Phase, ...]
    times: int = 1
    until_ready: bool = False
    ticks: bool = False


@dataclass(frozen=True, slots=True)
class Chime(Placed):
    """A short sound that is not speech, by name: one of the family that ships, or a sound file of the writer's."""

    name: str


@dataclass(frozen=True, slots=True)
class Wait(Placed):
    """Until the person is ready, live; at most, and in an export always, a pause of ``length`` (None: the default).

    With ``is_endless`` it lasts, live, as long as it takes, and ``length`` is for files alone.
    """

    length: Span | None
    is_endless: bool = False


Item = Prompt | Pause | Hold | For | Repeat | Cycle | Chime | Wait


@dataclass(frozen=True, slots=True)
class Step:
    """One list item: an optional name in bold, then what is said and done, in order; there only if all conditions hold."""

    items: tuple[Item, ...]
    name: str | None = None
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its steps; becomes a chapter. With ``sides``, done in full for each side in turn.

    There only if all ``conditions`` hold. With ``every_s``, each round, which is all of its sides, lasts exactly so many seconds. Without
    ``announce``, neither rounds nor sides are named by the programme.
    """

    title: str
    steps: tuple[Step, ...]
    sides: tuple[str, ...] = ()
    optional: bool = False
    conditions: tuple[Condition, ...] = ()
    repeat: int = 1
    notes: tuple[str, ...] = ()
    every_s: Fraction | None = None
    announce: bool = True
    location: Location | None = field(default=None, compare=False)

    @property
    def alternates(self) -> bool:
        """Whether its sides take turns within a count, so that it is done once and not for each of them."""
        items = (item for step in self.steps for item in step.items)
        return any(isinstance(item, Repeat) and item.alternates for item in items)


@dataclass(frozen=True, slots=True)
class Include:
    """Another routine's sections, by that routine's name, standing here if all ``conditions`` hold."""

    name: str
    conditions: tuple[Condition, ...] = ()
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice the listener can make, and what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """An entry of the writer's lexicon: a word, or several, and how the voice is to say it."""

    word: str
    said: str


@dataclass(frozen=True, slots=True, repr=False)
class Routine:
    """A whole script. ``language`` is a BCP 47 tag such as ``en-US``; ``notes`` are those before the first section.

    ``hints`` are what its writer should look at; they make no difference to what it is.
    """

    title: str
    language: str
    parts: tuple[Section | Include, ...]
    summary: str = ""
    needs: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    pace: Fraction | None = None
    notes: tuple[str, ...] = ()
    pronounce: tuple[Pronunciation, ...] = ()
    hints: tuple[Problem, ...] = field(default=(), compare=False, repr=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of this routine, without what is still to be included."""
        return tuple(part for part in self.parts if isinstance(part, Section))

    def __repr__(self) -> str:
        steps = sum(len(section.steps) for section in self.sections)
        return f"<Routine {self.title!r} ({self.language}): {len(self.parts)} sections, {steps} steps>"
