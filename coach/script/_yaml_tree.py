"""The YAML of a front matter as a tree in which every key and value knows its place.

It is built from PyYAML's events, so that nothing is ever expanded or constructed: anchors, aliases, tags and merge keys are
problems, and so is more depth than any front matter needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from coach.script._routine import Location
from coach.script._source import Problems, Source

_DEEPEST: Final = 8
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
    reader = _Reader(source, start, end, problems)
    try:
        return reader.document(yaml.parse(source.text[start:end], Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = source.at(min(start + mark.index, max(start, end - 1))) if mark else source.at(start)
        reason = error.problem or error.context or "it cannot be read"
        problems.add(at, f"the front matter is not valid YAML: {reason}", _QUOTES_HINT)
    except (yaml.YAMLError, ValueError, OverflowError, IndexError):
        # PyYAML's scanner turns numbers in escapes and directives into characters and integers without checking them.
        problems.add(source.at(start), "the front matter is not valid YAML", _QUOTES_HINT)
    except _TooDeepError as error:
        problems.add(error.at, "lists and keys are nested too deeply here", "a front matter needs two levels at most")
    return None


_QUOTES_HINT: Final = 'write "key: value" lines, and put a value with : # or quotes in it between double quotes'


class _TooDeepError(Exception):
    def __init__(self, at: Location) -> None:
        super().__init__()
        self.at = at


class _Reader:
    def __init__(self, source: Source, start: int, end: int, problems: Problems) -> None:
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
                    self._problems.add(self._at(event), what, "write all keys between the two --- lines")
                    return None
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root or Mapping((), self._source.at(self._start))

    def _at(self, event: yaml.Event) -> Location:
        marks = (event.start_mark, event.end_mark)
        start, end = (min(self._start + (mark.index if mark else 0), self._end) for mark in marks)
        return self._source.at(start, max(end, start + 1))

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._at(event)
        if depth > _DEEPEST:
            raise _TooDeepError(at)
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(at, "an alias cannot stand here", "write the value itself")
            return Broken(at)
        decorated = self._has_decoration(event, at)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, at, event.style is None and event.value in _NOTHING)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Listing(tuple(self._items(events, depth)), at)
        else:
            node = Mapping(tuple(self._pairs(events, depth)), at)
        return Broken(at) if decorated else node

    def _has_decoration(self, event: yaml.NodeEvent, at: Location) -> bool:
        if event.anchor is not None:
            self._problems.add(at, "an anchor (&) cannot stand here", "leave it out, or put the text in double quotes")
        elif getattr(event, "tag", None) is not None:
            self._problems.add(at, "a tag (!) cannot stand here", "leave it out, or put the text in double quotes")
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
                self._problems.add(key.location, "a key must be one word", 'write "key: value" lines')

    def _next(self, events: Iterator[yaml.Event]) -> yaml.NodeEvent:
        event = next(events)
        if not isinstance(event, yaml.NodeEvent):  # the grammar of YAML has a value, if an empty one, after every key
            raise yaml.YAMLError
        return event
