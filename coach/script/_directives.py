"""What stands in square brackets: ``[5s]``, ``[hold: 10-20s, halfway: "Keep breathing."]`` and the rest."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from types import MappingProxyType
from typing import Final, Literal, cast

from coach.errors import DurationError
from coach.script._attributes import Scope, read_side_word, report_quotes, typographic_quotes
from coach.script._codes import ScriptCode
from coach.script._durations import meant_span, parse_span
from coach.script._meant_directives import meant_directive
from coach.script._meant_patterns import meant_pattern, meant_rounds
from coach.script._meant_settings import meant_choice, meant_setting
from coach.script._phases import split_phase
from coach.script._routine import Chime, Cycle, For, Hold, Item, Pause, Phase, Placed, Repeat, Span, Wait
from coach.script._source import Problems, Slice, one_line
from coach.script._speakable import NAME, brief, can_be_said, collapse, listed, shown

MOST_REPEATS: Final = 200
LONGEST_COUNTDOWN: Final = 10
DEFAULT_CHIME: Final = "start"
MOST_COUNTED_S: Final = 200
"""How many seconds can be counted aloud."""
FILE_TIMES: Final = 6
"""How often something is repeated in a file that goes on, live, until the person is ready, unless the writer says so."""

_BARE_LENGTH: Final = re.compile("\\s*[-\u2013\u2212]?\\s*\\.?[0-9]")
_DECIMAL_COMMA: Final = re.compile(r"(?<![\w.])[0-9]+,[0-9]{1,3}\s?(?:[hms]|min|sec|sek|seg)\w*(?!\w)")
_REPEATS: Final = re.compile(r"(until\s+ready|\S+)\s+every\s+(\S.*)", re.DOTALL)
_UNTIL_READY: Final = re.compile(r"until\s+ready")
_COUNTS: Final = ("spoken", "tick", "none")
_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "pause": (),
        "hold": ("halfway", "countdown", "count"),
        "for": ("halfway", "countdown", "count"),
        "repeat": ("count", "sides", "file"),
        "beat": ("repeat", "file"),
        "chime": (),
        "sound": (),
        "wait": ("file",),
        "include": (),
    }
)
_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pause": "[pause: 5s]",
        "hold": "[hold: 30s]",
        "for": "[for: 1m]",
        "repeat": "[repeat: 6 every 5s]",
        "beat": '[beat: "In" 4s, "Out" 6s, repeat: 4]',
        "chime": "[chime: bell]",
        "sound": "[sound: sea waves]",
        "wait": "[wait: 1m]",
        "include": "[include: infant-feet]",
        "halfway": 'halfway: "Keep breathing."',
        "countdown": "countdown: 3",
        "count": "count: spoken",
        "sides": "sides: alternating",
    }
)


_LACKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hold": "does not say how long",
        "for": "does not say how long",
        "repeat": "does not say how often and how long",
        "beat": "does not say what is done and how long",
    }
)
_PROGRESSIVE: Final = ("pause", "hold", "for")
"""What may have another length in each round."""


@dataclass(frozen=True, slots=True)
class IncludeName:
    """What ``[include: name]`` asks for."""

    name: str


@dataclass(frozen=True, slots=True)
class _Directive:
    whole: Slice
    name: str
    value: Slice | None
    settings: Mapping[str, Slice]
    more: tuple[Slice, ...] = ()
    """What stands after commas and is no setting: further lengths, or further phases."""


def looks_timed(text: str) -> bool:
    """Whether words could stand in brackets as a directive, rightly written or not."""
    name = text.partition(":")[0].strip()
    return (
        name in _SETTINGS
        or re.fullmatch(r"\s*[0-9.]+\s*[hms]?([-\u2013]?[0-9.]+[hms])*(\s+exactly)?\s*", text) is not None
    )


def read_directive(whole: Slice, scope: Scope, problems: Problems) -> Item | IncludeName | None:
    """The item that a pair of brackets stands for; None, with what is wrong noted, if it stands for none."""
    before = len(problems)
    directive = _split(whole, problems)
    if directive is None:
        return None
    item = _BUILDERS[directive.name](_Reader(directive, scope, problems))
    if len(problems) > before:
        return None
    return replace(item, location=whole.location) if isinstance(item, Placed) else item


def _split(whole: Slice, problems: Problems) -> _Directive | None:
    inside = whole.part(1, len(whole.text) - 1)
    if quote := typographic_quotes(inside):
        report_quotes(quote, inside, problems)
        return None
    if comma := _DECIMAL_COMMA.search(_without_quoted(inside.text)):
        time = inside.part(*comma.span())
        meant = meant_span(time.text) or ""
        what = f"{shown(time.text)} is not a time: a decimal point is written '.'"
        problems.add(time.location, what, f"write {meant}", ScriptCode.TIME, meant)
        return None
    first, *others = inside.split(",")
    value: Slice | None = None
    if _BARE_LENGTH.match(first.text) and not problems.are_enough and _means_another(first.text):
        _report_unknown(whole, first.strip(), problems)
        return None
    if _BARE_LENGTH.match(first.text):
        name, value = "pause", first.strip()
        number = value.text.removesuffix("exactly").strip()
        if re.fullmatch(r"[0-9.]+", number):
            what = f"[{brief(number)}] does not say seconds or minutes"
            hint = f"write [{brief(number)}s] for a pause, or \\[{brief(number)}\\] to have it read"
            problems.add(whole.location, what, hint, ScriptCode.TIME, f"[{number}s]")
            return None
    else:
        head, *rest = first.split(":")
        name = head.strip().text
        if rest:
            value = Slice(first.whole, rest[0].start, first.end).strip()
        if name not in _SETTINGS:
            _report_unknown(whole, head.strip(), problems)
            return None
        if name == "repeat" and others and re.match(r"\s*every\b", others[0].text):
            before_every = Slice(first.whole, first.end, first.end + 1)
            meant_repeat = meant_directive(whole.text[1:-1], ("repeat",))
            what, hint = "a comma cannot stand before 'every'", "leave the comma out: [repeat: 6 every 5s]"
            write = one_line(whole, meant_repeat.text) if meant_repeat and meant_repeat.is_whole else None
            problems.add(before_every.location, what, hint, ScriptCode.DIRECTIVE_VALUE, write, whole.location)
            return None
        if value is not None and not value.text:
            what = f"nothing stands after '{name}:'"
            problems.add(
                whole.location,
                what,
                f"write {_EXAMPLES[name]}",
                ScriptCode.DIRECTIVE_VALUE,
                one_line(whole, _EXAMPLES[name]),
            )
            return None
    more, parts = _further(name, value, others, problems)
    return _Directive(whole, name, value, _read_settings(name, parts, problems), more)


def _further(
    name: str, value: Slice | None, parts: list[Slice], problems: Problems
) -> tuple[tuple[Slice, ...], list[Slice]]:
    """What goes on after commas in the way the value began, and the other parts."""
    if name == "beat":
        more = [part for part in parts if len(part.split(":")) == 1 and part.text.strip()]
        return tuple(more), [part for part in parts if part not in more]
    count = len(list(takewhile(lambda part: _BARE_LENGTH.match(part.text), parts))) if name in _PROGRESSIVE else 0
    if count and value and re.fullmatch("[0-9]+", value.text) and re.match("[0-9]", parts[0].text):
        both = Slice(value.whole, value.start, parts[0].end)
        problems.add(
            both.location,
            f"{shown(both.text)} has a decimal comma",
            f"write {both.text.replace(',', '.')}",
            ScriptCode.TIME,
        )
        return (), parts[count:]
    return tuple(part.strip() for part in parts[:count]), parts[count:]


def _means_another(words: str) -> bool:
    """Whether words that begin with a number are another directive than a pause: ``6x``, ``10 reps``."""
    if meant_pattern(words):
        return True
    if re.fullmatch(r"[0-9hms.\s\u2013-]*", words):
        return False
    meant = meant_directive(words, tuple(_SETTINGS))
    return meant is not None and meant.name != "pause"


def _without_quoted(text: str) -> str:
    return re.sub(r'"[^"]*"', lambda quoted: " " * len(quoted[0]), text)


def _report_unknown(whole: Slice, head: Slice, problems: Problems) -> None:
    name = collapse(head.text)
    if whole.start == 0 and name.lower() in {"", "x"}:
        hint = "take it out: the bullet is enough"
        problems.add(whole.location, "a step needs no box to tick", hint, ScriptCode.BRACKETS, one_line(whole, ""))
        return
    if not name:
        what, hint = "these brackets are empty", "write [pause] for a pause, or \\[ \\] for plain brackets"
        problems.add(whole.location, what, hint, ScriptCode.BRACKETS, one_line(whole, "[pause]"))
        return
    inside = whole.text[1:-1]
    rounds = None if problems.are_enough else meant_rounds(inside)
    meant = None if problems.are_enough or rounds else meant_directive(inside, tuple(_SETTINGS))
    if rounds:
        hint = f"intervals are the rounds of a section: write {rounds} after its heading"
    elif meant:
        hint = f"write {brief(meant.text)}, or \\[ and \\] for plain brackets"
    else:
        known = listed(name for name in _SETTINGS if name != "include")
        hint = f"what can stand here is {known}; for plain brackets, write \\[ and \\]"
    write = one_line(whole, meant.text) if meant and meant.is_whole else None
    problems.add(
        head.location, f"unknown directive {shown(name)}", hint, ScriptCode.UNKNOWN_DIRECTIVE, write, whole.location
    )


def _read_settings(name: str, parts: list[Slice], problems: Problems) -> dict[str, Slice]:
    allowed = _SETTINGS[name]
    settings: dict[str, Slice] = {}
    last = ""
    for part in parts:
        head, *rest = part.split(":")
        key = head.strip()
        if key.text in allowed and rest and key.text not in settings:
            last = key.text
            settings[last] = Slice(part.whole, rest[0].start, part.end).strip()
        elif key.text in settings:
            problems.add(
                part.strip().location, f"'{key.text}' stands here twice", "keep one of the two", ScriptCode.SETTING
            )
        elif last == "halfway" and not settings[last].text.startswith('"'):
            # Words without quotation marks, cut in two by a comma of their own: one problem, not two.
            settings[last] = Slice(part.whole, settings[last].start, part.end).strip()
        else:
            _report_setting(name, part, key.text, problems)
    return settings


def _report_setting(name: str, part: Slice, key: str, problems: Problems) -> None:
    allowed = _SETTINGS[name]
    comma, part = Slice(part.whole, part.start - 1, part.start), part.strip()
    if not part.text:
        what, hint = "nothing stands after this comma", "leave the comma out"
        problems.add(comma.location, what, hint, ScriptCode.SETTING, "")
    elif name == "wait" and (length := meant_span(part.text)):
        what, hint = "this time does not say that it is for a file", f"write file: {length}"
        problems.add(part.location, what, hint, ScriptCode.SETTING, f"file: {length}")
    elif key in allowed:
        what, hint = f"'{key}' has no value", f"write {_EXAMPLES[key]}"
        problems.add(part.location, what, hint, ScriptCode.SETTING, _EXAMPLES[key])
    elif meant := meant_setting(part.text, allowed):
        what, hint = f"'{name}' has no setting {shown(key)}", f"write {brief(meant)}"
        problems.add(part.location, what, hint, ScriptCode.SETTING, one_line(part, meant))
    elif not allowed:
        what = f"'{name}' has no settings, so {shown(part.text)} cannot stand here"
        problems.add(part.location, what, "leave it out", ScriptCode.SETTING)
    else:
        what, hint = f"'{name}' has no setting {shown(key)}", f"what can stand here is {listed(allowed)}"
        problems.add(part.location, what, hint, ScriptCode.SETTING)


class _Reader:
    """The values of one directive, each read with its own problems."""

    def __init__(self, directive: _Directive, scope: Scope, problems: Problems) -> None:
        self.directive = directive
        self._scope = scope
        self._problems = problems

    def required(self) -> Slice | None:
        value = self.directive.value
        if value is None:
            name = self.directive.name
            what, hint = f"'{name}' {_LACKS.get(name, 'does not say which')}", f"write {_EXAMPLES[name]}"
            whole = self.directive.whole
            self._problems.add(whole.location, what, hint, ScriptCode.DIRECTIVE_VALUE, one_line(whole, _EXAMPLES[name]))
        return value

    def refuse(self, value: Slice, what: str, hint: str, write: str | None = None) -> None:
        """Note a problem, and what to write instead if that is known."""
        self._problems.add(value.location, what, hint, ScriptCode.DIRECTIVE_VALUE, write)

    def needs_no_interval(self) -> None:
        """Note a problem if the section's rounds last as long as they say: how long this takes is up to the listener."""
        if self._scope.is_interval:
            what = f"a section with every= lasts what it says, and nobody knows how long '{self.directive.name}' takes here"
            self._problems.add(
                self.directive.whole.location,
                what,
                "leave every= out, or write a pause",
                ScriptCode.MISPLACED_DIRECTIVE,
            )

    def span(self, value: Slice | None) -> Span | None:
        try:
            return parse_span(value.text) if value else None
        except DurationError as error:
            at = (value or self.directive.whole).location
            self._problems.add(at, error.what, error.hint, ScriptCode.TIME, error.write)
            return None

    def first(self, value: Slice | None) -> Span | None:
        """The length, or the first of several."""
        several = _several(value.text) if value else None
        if value and several:
            what, hint = f"{shown(value.text)} is more than one time", f"put commas between them: {several}"
            self._problems.add(value.location, what, hint, ScriptCode.TIME, one_line(value, several))
            return None
        return self.span(value)

    def later(self) -> tuple[Span, ...]:
        """The lengths in later rounds, with a problem noted where there cannot be as many."""
        more, rounds = self.directive.more, self._scope.rounds
        spans = [self.span(length) for length in more]
        if more and rounds == 1:
            what = "several times, one for each round, stand in a section that is repeated"
            hint = "write {repeat=3} after the section's heading, or one time here"
            self._problems.add(more[0].location, what, hint, ScriptCode.DIRECTIVE_VALUE)
        elif rounds is not None and len(more) >= rounds > 1:
            what = f"the section has {rounds} rounds, so {shown(more[rounds - 1].text)} is never reached"
            self._problems.add(
                more[rounds - 1].location,
                what,
                "leave it out, or repeat the section more often",
                ScriptCode.DIRECTIVE_VALUE,
            )
        return tuple(span for span in spans if span)

    def file_times(self, *, is_open: bool) -> int:
        """How often it is repeated in a file, if that is up to the listener live."""
        if not is_open:
            self.belongs_to("file", "until ready")
            return 0
        self.needs_no_interval()
        return self.number("file", MOST_REPEATS) or FILE_TIMES

    def needs_countable(self, spans: Iterable[Span | None]) -> None:
        """Note a problem if there are more seconds than anyone counts aloud."""
        if any(span and span.middle_s > MOST_COUNTED_S for span in spans):
            what = f"nobody counts more than {MOST_COUNTED_S} seconds aloud"
            self._problems.add(
                self.directive.settings["count"].location, what, "leave count: spoken out", ScriptCode.SETTING
            )

    def belongs_to(self, key: str, value: str) -> None:
        """Note a problem if there is a setting that means something only with another value."""
        setting = self.directive.settings.get(key)
        if setting:
            self._problems.add(
                setting.location, f"'{key}' means something only with '{value}'", "leave it out", ScriptCode.SETTING
            )

    def excludes(self, key: str, *others: str) -> None:
        """Note a problem if there are settings that cannot stand together."""
        for other in others:
            if key in self.directive.settings and other in self.directive.settings:
                what = f"'{key}' and '{other}' cannot stand together"
                self._problems.add(
                    self.directive.settings[other].location, what, "keep one of the two", ScriptCode.SETTING
                )

    def name(self, value: Slice | None) -> str:
        name = value.text if value else ""
        if value and (not NAME.fullmatch(name) or ".." in name):
            what = f"{shown(name)} cannot be a name"
            meant = meant_directive(self.directive.whole.text[1:-1], (self.directive.name,))
            bare = meant.text[1:-1].partition(": ")[2] if meant and meant.is_whole else ""
            hint = "write the bare name, with letters, digits, spaces, '.', '_' and '-', and no folder"
            hint = f"write the bare name: {bare}" if bare else hint
            self._problems.add(value.location, what, hint, ScriptCode.NAME, one_line(value, bare) if bare else None)
        return name

    def sound(self, value: Slice) -> str:
        before = len(self._problems)
        name = self.name(value)
        if len(self._problems) == before:
            self._problems.check_sound(name, value.location)
        return name

    def number(self, key: str, most: int) -> int:
        value = self.directive.settings.get(key)
        return 0 if value is None else self.whole_number(value, key, most)

    def whole_number(self, value: Slice, key: str, most: int) -> int:
        if re.fullmatch("[0-9]{1,4}", value.text) and 1 <= int(value.text) <= most:
            return int(value.text)
        hint = f"write a whole number from 1 to {most}"
        unit = "s|" if key == "countdown" else ""
        digits = re.match(rf"[x×]?([0-9]{{1,4}})(?:x|×|{unit}\.|\s*times)?$", value.text, re.IGNORECASE)
        meant = digits[1] if digits and 1 <= int(digits[1]) <= most else None
        hint = f"write {meant}" if meant else hint
        what = f"{shown(value.text)} cannot be the number after '{key}'"
        if not meant and not value.text.isdigit() and meant_span(value.text):
            what = f"{shown(value.text)} is a time, and after '{key}' stands how often"
        self._problems.add(value.location, what, hint, ScriptCode.NUMBER, meant)
        return 0

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.directive.settings.get(key)
        if value is None or value.text in choices:
            return value.text if value else default
        guess = meant_choice(value.text, choices)
        is_countdown = value.text.isdigit() and "countdown" in _SETTINGS[self.directive.name]
        hint = (
            f"write countdown: {brief(value.text)}"
            if is_countdown
            else f"write {guess}"
            if guess
            else f"what can stand here is {listed(choices)}"
        )
        self._problems.add(
            value.location, f"{shown(value.text)} cannot stand after '{key}'", hint, ScriptCode.SETTING, guess
        )
        return default

    def quoted(self, key: str) -> str | None:
        value = self.directive.settings.get(key)
        return None if value is None else self.words(value, key)

    def words(self, value: Slice, key: str) -> str | None:
        """Words in straight quotation marks, with the sides in them."""
        if not re.fullmatch(r'"[^"]*"', value.text):
            what, meant = f"the words after '{key}' do not stand in quotation marks", _in_quotes(value)
            hint = f"write {brief(meant)}" if meant else 'write the words between two "'
            write = one_line(value, meant) if meant else None
            self._problems.add(value.location, what, hint, ScriptCode.QUOTES, write)
            return None
        words = collapse(value.text[1:-1])
        for brace in re.finditer(r"\{[^}]*\}?", value.text):
            read_side_word(value.part(*brace.span()), self._scope, self._problems)
        if not can_be_said(words):
            what = f"there is nothing to say after '{key}'"
            self._problems.add(value.location, what, f"write {_EXAMPLES[key]}", ScriptCode.NOTHING_TO_SAY)
        return re.sub(r"\{\s*(\w+)\s*\}", r"{\1}", words)

    def repeats(self) -> Repeat | None:
        value = self.required()
        if value is None:
            return None
        match = _REPEATS.fullmatch(value.text)
        if not match:
            meant = meant_directive(f"repeat: {value.text}", ("repeat",))
            instead = meant.text if meant else _EXAMPLES["repeat"]
            hint = f"write {brief(instead)}: how often, and how long each lasts"
            what = f"{shown(value.text)} does not say how often and how long"
            write = one_line(value, instead[1:-1].partition(": ")[2]) if meant and meant.is_whole else None
            self._problems.add(value.location, what, hint, ScriptCode.DIRECTIVE_VALUE, write)
            return None
        is_open = _UNTIL_READY.fullmatch(match[1]) is not None
        file_times = self.file_times(is_open=is_open)
        times = file_times if is_open else self.whole_number(value.part(*match.span(1)), "repeat:", MOST_REPEATS)
        every = self.span(value.part(*match.span(2)))
        count = cast('Literal["tick", "spoken", "none"]', self.choice("count", _COUNTS, "tick"))
        if is_open and count == "spoken":
            what = "what goes on until somebody is ready has no last number to count to"
            self._problems.add(
                self.directive.settings["count"].location, what, "leave count: spoken out", ScriptCode.SETTING
            )
        return Repeat(times, every, count, is_open, self._alternates()) if times and every else None

    def _alternates(self) -> bool:
        sides = self.directive.settings.get("sides")
        if sides is None:
            return False
        self.choice("sides", ("alternating",), "")
        if self._scope.sides == ():
            hint = 'write {sides="right leg, left leg"} after the section\'s heading'
            self._problems.add(
                sides.location, "sides can only alternate in a section that has sides", hint, ScriptCode.SETTING
            )
        return True

    def cycle(self) -> Cycle | None:
        value = self.required()
        if value is None or self._lacks_phases(value):
            return None
        phases = tuple(filter(None, map(self._phase, (value, *self.directive.more))))
        repeat = self.directive.settings.get("repeat")
        is_open = repeat is not None and _UNTIL_READY.fullmatch(repeat.text) is not None
        times = self.file_times(is_open=is_open)
        if not is_open:
            times = self.whole_number(repeat, "repeat", MOST_REPEATS) if repeat else 1
        return Cycle(phases, times, is_open)

    def _lacks_phases(self, value: Slice) -> bool:
        """Whether a beat has no words with their times, with that noted; a row of numbers says what was meant."""
        rounds = self.directive.settings.get("repeat")
        times = int(rounds.text) if rounds and re.fullmatch("[0-9]{1,3}", rounds.text) else 4
        meant = meant_pattern(f"beat: {value.text}", times)
        if not meant and not re.match(r"(?:repeat|file)\s*:", value.text):
            return False
        whole = self.directive.whole
        write = f"[{meant}]" if meant else _EXAMPLES["beat"]
        what = "'beat' does not say what is done and how long"
        replacement = one_line(whole, write) if meant else None
        self._problems.add(whole.location, what, f"write {write}", ScriptCode.DIRECTIVE_VALUE, replacement)
        return True

    def _phase(self, part: Slice) -> Phase | None:
        found = split_phase(part, self._problems)
        if found is None:
            return None
        words, phase = found
        return replace(phase, words=self.words(words, "beat")) if words else phase


def _several(text: str) -> str | None:
    """Times one after the other, with commas between them; None if it is not that. 1m 30s is one time: its units differ."""
    times = re.split(r"\s*[/;|>→]\s*|\s+", text.strip())
    units = [re.fullmatch(r"[0-9.]+([hms])", time) for time in times]
    if len(times) < 2 or not all(units) or len({unit[1] for unit in units if unit}) > 1:
        return None
    return ", ".join(times)


def _in_quotes(value: Slice) -> str:
    words = collapse(value.text).strip("\"'")
    return f'"{words}"' if words and '"' not in words else ""


def _pause(reader: _Reader) -> Item:
    return Pause(reader.first(reader.directive.value), reader.later())


_ANY_AND_TIME: Final = re.compile(r"any\b[\s:]*(?:(?:in\s+(?:a\s+)?)?files?\b[\s:]*)?([0-9].*)", re.DOTALL)


def _wait(reader: _Reader) -> Item:
    reader.needs_no_interval()
    value = reader.directive.value
    if value and value.text == "any":
        return Wait(reader.span(reader.directive.settings.get("file")), is_endless=True)
    if value and (for_file := _ANY_AND_TIME.fullmatch(value.text)):
        length = meant_span(for_file[1]) or "2m"
        what = f"{shown(value.text)} is not a time"
        write = f"any, file: {length}"
        reader.refuse(value, what, f"write [wait: {write}]", write)
        return Wait(None)
    if value and (setting := reader.directive.settings.get("file")):
        hint = "write [wait: any, file: 2m] for as long as it takes, or the longest time alone, like [wait: 1m]"
        reader.refuse(setting, "'file' means something only with 'any'", hint)
        return Wait(None)
    reader.belongs_to("file", "any")
    if value and not re.search("[0-9]", value.text):
        hint = "write [wait: any] for as long as it takes, or the longest time, like [wait: 1m]"
        reader.refuse(value, f"{shown(value.text)} is not a time", hint)
        return Wait(None)
    return Wait(reader.span(value))


def _timed(kind: type[Hold] | type[For]) -> Callable[[_Reader], Item | None]:
    def build(reader: _Reader) -> Item | None:
        length = reader.first(reader.required())
        later = reader.later()
        halfway = reader.quoted("halfway")
        countdown = reader.number("countdown", LONGEST_COUNTDOWN)
        is_counted = reader.choice("count", ("spoken", "none"), "none") == "spoken"
        if is_counted:
            reader.excludes("count", "halfway", "countdown")
            reader.needs_countable((length, *later))
        return kind(length, halfway, countdown, later, is_counted) if length else None

    return build


def _chime(reader: _Reader) -> Item:
    value = reader.directive.value if reader.directive.name == "chime" else reader.required()
    return Chime(reader.sound(value) if value else DEFAULT_CHIME)


def _include(reader: _Reader) -> IncludeName:
    return IncludeName(reader.name(reader.required()))


_BUILDERS: Final[Mapping[str, Callable[[_Reader], Item | IncludeName | None]]] = MappingProxyType(
    {
        "pause": _pause,
        "hold": _timed(Hold),
        "for": _timed(For),
        "repeat": _Reader.repeats,
        "beat": _Reader.cycle,
        "chime": _chime,
        "sound": _chime,
        "wait": _wait,
        "include": _include,
    }
)
