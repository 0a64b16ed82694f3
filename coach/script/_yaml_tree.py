"""The YAML of a front matter as a tree in which every key and value knows its place.

It is built from PyYAML's events, so that nothing is ever expanded or constructed: anchors, aliases, tags and merge keys are
problems, and so is more depth than any front matter needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from coach.script._codes import ScriptCode
from coach.script._routine import Location
from coach.script._source import Problems, Source
from coach.script._yaml_loader import DEEPEST, ShallowLoader, TooDeepError
from coach.script._yaml_slips import note_comments, note_yaml_error

_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word, number or text, as written. ``is_null`` where nothing stands."""

    text: str
    location: Location
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file and with every key that stands twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a problem has already been noted."""

    location: Location


Node = Scalar | Listing | Mapping | Broken


def read_yaml(source: Source, start: int, end: int, problems: Problems) -> Node | None:
    """The tree of the YAML between two offsets of the source; None, with a problem noted, if there is no reading it."""
    cut = note_comments(source, start, end, problems)
    reader = _Reader(source, start, end, problems, cut)
    try:
        return reader.document(yaml.parse(source.text[start:end], Loader=ShallowLoader))
    except yaml.MarkedYAMLError as error:
        if not cut:  # a comment that takes a bracket or a quotation mark with it leaves no YAML
            note_yaml_error(source, start, end, error, problems)
    except TooDeepError as error:
        hint = "a front matter needs two levels at most"
        at = source.at(start + error.index)
        problems.add(at, "lists and keys are nested too deeply here", hint, ScriptCode.YAML_FEATURE)
    except (yaml.YAMLError, ValueError, OverflowError, IndexError):
        # PyYAML's scanner turns numbers in escapes and directives into characters and integers without checking them.
        problems.add(source.at(start), "the front matter cannot be read as YAML", _QUOTES_HINT, ScriptCode.YAML)
    return None


_QUOTES_HINT: Final = (
    'write lines such as "title: Evening hip massage", and put a text with : or # in it in double quotes'
)


class _Reader:
    def __init__(self, source: Source, start: int, end: int, problems: Problems, cut: frozenset[int]) -> None:
        """``cut`` are the lines of which a comment has taken a part: nothing more is said of what is missing there."""
        self._cut = cut
        self._source = source
        self._start = start
        self._end = end
        self._problems = problems

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None or event.version or event.tags:
                    what = "only one YAML document can stand here"
                    hint = "write all keys between the two --- lines"
                    self._problems.add(self._at(event), what, hint, ScriptCode.YAML_FEATURE)
                    return None
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root or Mapping((), self._source.at(self._start))

    def _at(self, event: yaml.Event) -> Location:
        marks = (event.start_mark, event.end_mark)
        start, end = (min(self._start + (mark.index if mark else 0), self._end) for mark in marks)
        return self._source.at(start, max(end, start + 1))

    def _note(self, at: Location, what: str, hint: str) -> None:
        self._problems.add(at, what, hint, ScriptCode.YAML_FEATURE)

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._at(event)
        if depth > DEEPEST:
            raise TooDeepError(event.start_mark.index if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            self._note(
                at, "a text cannot begin with '*' here", "put the whole text in double quotes, or leave the '*' out"
            )
            return Broken(at)
        decorated = self._has_decoration(event, at)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, at, event.style is None and event.value in _NOTHING)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Listing(tuple(self._items(events, depth)), at)
        else:
            node = Mapping(tuple(self._pairs(events, depth)), at)
        is_lost = isinstance(node, Scalar) and node.is_null and at.line in self._cut
        return Broken(at) if decorated or is_lost else node

    def _has_decoration(self, event: yaml.NodeEvent, at: Location) -> bool:
        if event.anchor is not None:
            self._note(at, "an anchor (&) cannot stand here", "leave it out, or put the text in double quotes")
        elif getattr(event, "tag", None) is not None:
            self._note(at, "a tag (!) cannot stand here", "leave it out, or put the text in double quotes")
        else:
            return False
        return True

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            if isinstance(event, yaml.NodeEvent):
                yield self._node(event, events, depth + 1)

    def _pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            if not isinstance(event, yaml.NodeEvent):
                continue
            key = self._node(event, events, depth + 1)
            value = self._node(self._next(events), events, depth + 1)
            if isinstance(key, Scalar):
                yield key, value
            elif not isinstance(key, Broken):
                self._note(key.location, "a key must be one word", 'write lines such as "title: Evening hip massage"')

    def _next(self, events: Iterator[yaml.Event]) -> yaml.NodeEvent:
        event = next(events)
        if not isinstance(event, yaml.NodeEvent):  # the grammar of YAML has a value, if an empty one, after every key
            raise yaml.YAMLError
        return event
