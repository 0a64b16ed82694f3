"""A routine -> a script that reads back as the same routine."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from coach.script._directives import DEFAULT_CHIME, FILE_TIMES
from coach.script._durations import format_duration, format_span
from coach.script._pace_names import PACE_NAMES
from coach.script._routine import (
    Chime,
    Condition,
    Cycle,
    For,
    Hold,
    Include,
    Item,
    Pause,
    Prompt,
    Repeat,
    Routine,
    Section,
    Span,
    Step,
    Wait,
)

_ACTIVE: Final = re.compile(r"[\\`*_\[\]{}<&]|~(?=~)|%(?=%)|=(?==)")
"""What Markdown, or a rule of ours, would take for more than itself; of a doubled sign, a backslash before the first is enough."""
_LINE_START: Final = re.compile(r"([0-9]{1,9})([.)])|[#>=+~:|-]")
_PLAIN_YAML: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;()/'_-]*")
_YAML_WORDS: Final = frozenset({"null", "Null", "NULL"})
_SIDE_WORD: Final = re.compile(r"(\{(?:other_)?side\})")


def format_routine(routine: Routine) -> str:
    """The routine as a script, ending in a newline.

    For a routine that came out of :func:`coach.script.parse` (or of ``resolve``), reading the script gives an equal routine.
    Otherwise lengths are rounded to thousandths of a second, and two prompts in a row are read back as one.
    """
    blocks = ["\n".join(_front_matter(routine)), *(_note(note) for note in routine.notes)]
    for part in routine.parts:
        blocks += [_include(part)] if isinstance(part, Include) else _section(part)
    return "\n\n".join(blocks) + "\n"


def _front_matter(routine: Routine) -> Iterator[str]:
    yield "---"
    yield f"title: {_yaml(routine.title)}"
    yield f"language: {_yaml(routine.language)}"
    if routine.summary:
        yield f"summary: {_yaml(routine.summary)}"
    for key, texts in (("needs", routine.needs), ("safety", routine.safety)):
        if texts:
            yield f"{key}:"
            yield from (f"  - {_yaml(text)}" for text in texts)
    if routine.options:
        yield "options:"
        yield from (f"  {_yaml(option.name)}: {_yaml(option.text)}" for option in routine.options)
    if routine.pronounce:
        yield "pronounce:"
        yield from (f"  {_yaml(entry.word)}: {_yaml(entry.said)}" for entry in routine.pronounce)
    if routine.pace is not None:
        names = [name for name, pace in PACE_NAMES.items() if pace == routine.pace]
        yield f"pace: {names[0] if names else _decimal(routine.pace)}"
    yield "---"


def _yaml(text: str) -> str:
    if _PLAIN_YAML.fullmatch(text) and text not in _YAML_WORDS and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _decimal(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def _section(section: Section) -> Iterator[str]:
    attributes = [_condition(condition) for condition in section.conditions]
    if section.sides:
        attributes.append(f'sides="{", ".join(section.sides)}"')
    if section.optional:
        attributes.append("optional")
    if section.repeat > 1:
        attributes.append(f"repeat={section.repeat}")
    if section.every_s is not None:
        attributes.append(f"every={format_duration(section.every_s)}")
    if not section.announce:
        attributes.append("announce=none")
    braces = f" {{{' '.join(attributes)}}}" if attributes else ""
    yield f"## {_escaped(section.title).replace('#', chr(92) + '#')}{braces}"
    yield from (_note(note) for note in section.notes)
    if section.steps:
        yield "\n".join(_step(step, section.sides) for step in section.steps)


def _condition(condition: Condition) -> str:
    return f"{'if' if condition.wanted else 'unless'}: {condition.option}"


def _conditions(conditions: Sequence[Condition]) -> list[str]:
    return [f"{{{_condition(condition)}}}" for condition in conditions]


def _include(include: Include) -> str:
    return " ".join([*_conditions(include.conditions), f"[include: {include.name}]"])


def _note(note: str) -> str:
    return f"> {_line(_escaped(note))}"


def _step(step: Step, sides: Sequence[str]) -> str:
    words = _conditions(step.conditions)
    if step.name:
        name = _words(step.name, sides)
        words.append(f"**{name}{'' if name[-1] in '!?' else '.'}**")
    words += [_item(item, sides) for item in step.items]
    lines = [f"- {_line(' '.join(words))}", *(f"  {_note(note)}" for note in step.notes)]
    # Two quotes in a row would be one: an empty line keeps them apart.
    return "\n\n".join(["\n".join(lines[:2]), *lines[2:]])


def _item(item: Item, sides: Sequence[str]) -> str:
    match item:
        case Prompt(text):
            return _words(text, sides)
        case Pause(None):
            return "[pause]"
        case Pause(length, later):
            return f"[{_lengths(length, later)}]" if length else ""
        case Wait(length, is_endless=True):
            return f"[wait: any, file: {format_span(length)}]" if length else "[wait: any]"
        case Wait(length):
            return f"[wait: {format_span(length)}]" if length else "[wait]"
        case Chime(name):
            return "[chime]" if name == DEFAULT_CHIME else f"[chime: {name}]"
        case Repeat():
            return _repeat(item)
        case Cycle():
            return _cycle(item)
        case Hold() | For():
            return _timed(item)


def _lengths(first: Span, later: Sequence[Span]) -> str:
    return ", ".join(map(format_span, (first, *later)))


def _repeat(item: Repeat) -> str:
    settings = [f"repeat: {'until ready' if item.until_ready else item.times} every {format_span(item.every)}"]
    if item.count != "tick":
        settings.append(f"count: {item.count}")
    if item.alternates:
        settings.append("sides: alternating")
    return f"[{', '.join((*settings, *_file_times(item)))}]"


def _cycle(item: Cycle) -> str:
    phases = [
        " ".join((*([f'"{phase.words}"'] if phase.words else ()), format_duration(phase.length_s)))
        for phase in item.phases
    ]
    times = ["repeat: until ready"] if item.until_ready else [f"repeat: {item.times}"] if item.times > 1 else []
    return f"[beat: {', '.join((*phases, *times, *_file_times(item)))}]"


def _file_times(item: Repeat | Cycle) -> list[str]:
    return [f"file: {item.times}"] if item.until_ready and item.times != FILE_TIMES else []


def _timed(item: Hold | For) -> str:
    settings = [f"{'hold' if isinstance(item, Hold) else 'for'}: {_lengths(item.length, item.later)}"]
    if item.halfway is not None:
        settings.append(f'halfway: "{item.halfway}"')
    if item.countdown:
        settings.append(f"countdown: {item.countdown}")
    if item.is_counted:
        settings.append("count: spoken")
    return f"[{', '.join(settings)}]"


def _words(text: str, sides: Sequence[str]) -> str:
    """Words with ``{side}`` left as it is where the section has sides, and all else escaped."""
    if not sides:
        return _escaped(text)
    parts = _SIDE_WORD.split(text)
    return "".join(part if _SIDE_WORD.fullmatch(part) else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda character: "\\" + character[0], text)


def _line(text: str) -> str:
    """The text of a paragraph, its beginning made safe from being read as another kind of block."""
    match = _LINE_START.match(text)
    if not match:
        return text
    if match[2]:
        return f"{match[1]}\\{match[2]}{text[match.end() :]}"
    return "\\" + text
