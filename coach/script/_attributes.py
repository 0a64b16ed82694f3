"""What stands in braces: the attributes of a section, the conditions of a step, the sides in its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from coach.script._durations import DurationError, parse_duration
from coach.script._routine import AUDIENCE_OPTIONS, RESERVED_OPTIONS, ROUND_OPTIONS, SIDE_OPTIONS, Condition
from coach.script._source import Problems, Slice
from coach.script._speakable import can_be_said, collapse, listed, shown, similar

_ATTRIBUTE: Final = re.compile(r'[\s,]*([A-Za-z_][\w-]*)(?:\s*([:=])\s*("[^"]*"|[^\s,"]*))?(?=[\s,]|$)')
_TYPOGRAPHIC: Final = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_QUOTED: Final = re.compile(r'"[^"]*"')
_SECTION_ATTRIBUTES: Final = ("sides", "optional", "if", "unless", "repeat", "every", "announce")
_CONDITION_NAMES: Final = ("if", "unless")
SIDE_WORDS: Final = ("side", "other_side")
"""What may stand in braces among the words of a step, in a section with sides."""

FEWEST_TIMES: Final = 2
MOST_TIMES: Final = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """What steps may speak of at one place; None where problems hide it, and then anything goes.

    ``is_interval`` is whether the section's rounds last as long as they say.
    """

    options: frozenset[str] | None
    sides: tuple[str, ...] | None = ()
    rounds: int | None = 1
    is_interval: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """``name``, ``name: value`` or ``name=value``; ``sign`` is the colon or equals sign, or empty."""

    name: Slice
    sign: str = ""
    value: Slice | None = None

    @property
    def whole(self) -> Slice:
        """Name, sign and value together."""
        return Slice(self.name.whole, self.name.start, self.value.end if self.value else self.name.end)


@dataclass(slots=True)
class SectionAttributes:
    """The attributes of one heading. ``sides`` or ``repeat`` is None if it was written, or may have been, but wrong."""

    sides: tuple[str, ...] | None = ()
    optional: bool = False
    repeat: int | None = 1
    every_s: Fraction | None = None
    announce: bool = True
    conditions: list[Condition] = field(default_factory=list)


def typographic_quotes(text: Slice) -> Slice | None:
    """The first quotation mark other than ``"``, unless it stands among quoted words."""
    blanked = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text.text)
    found = _TYPOGRAPHIC.search(blanked)
    return text.part(*found.span()) if found else None


def read_attributes(inside: Slice, problems: Problems) -> list[Attribute]:
    """The attributes in a pair of braces; none of them if that cannot be told, with a problem noted."""
    if quote := typographic_quotes(inside):
        problems.add(quote.location, "curly quotation marks cannot stand here", 'write straight ones: "..."')
        return []
    text = inside.text.rstrip(" \t\n,")
    attributes, position = [], 0
    while position < len(text):
        match = _ATTRIBUTE.match(text, position)
        if not match:
            position += len(text[position:]) - len(text[position:].lstrip(" \t\n,"))
            rest = inside.part(position, len(text))
            hint = 'write name: value, name=3 or name="words, more words"'
            problems.add(rest.location, f"{shown(rest.text)} cannot be read as an attribute", hint)
            return []
        value = inside.part(*match.span(3)) if match[2] else None
        attributes.append(Attribute(inside.part(*match.span(1)), match[2] or "", value))
        position = match.end()
    if not attributes:
        around = Slice(inside.whole, inside.start - 1, inside.end + 1)
        problems.add(around.location, "these braces are empty", "leave them out, or write \\{ and \\} for plain braces")
    return attributes


def is_condition(inside: Slice) -> bool:
    """Whether a pair of braces begins as a condition does."""
    return re.match(r"[\s,]*(if|unless)\b", inside.text) is not None


def read_conditions(inside: Slice, scope: Scope, earlier: Sequence[Condition], problems: Problems) -> list[Condition]:
    """The conditions in a pair of braces before a step or an include, after ``earlier`` ones."""
    conditions = list(earlier)
    for attribute in read_attributes(inside, problems):
        if attribute.name.text in _CONDITION_NAMES:
            _add_condition(attribute, scope, conditions, problems)
        elif attribute.name.text in _SECTION_ATTRIBUTES:
            what = f"'{attribute.name.text}' belongs to a section"
            problems.add(attribute.whole.location, what, "write it in the braces after the section's heading")
        else:
            _unknown(attribute, _CONDITION_NAMES, problems)
    return conditions


def read_section_attributes(braces: Sequence[Slice], scope: Scope, problems: Problems) -> SectionAttributes:
    """The attributes in all the braces after a heading."""
    result = SectionAttributes()
    seen: set[str] = set()
    for inside in braces:
        attributes = read_attributes(inside, problems)
        if not attributes:
            result.sides = result.repeat = None
        for attribute in attributes:
            name = attribute.name.text
            if name in _CONDITION_NAMES:
                _add_condition(attribute, scope, result.conditions, problems)
            elif name in seen:
                problems.add(attribute.whole.location, f"'{name}' stands here twice", "keep one of the two")
            else:
                seen.add(name)
                _add_section_attribute(attribute, result, problems)
    return result


def _add_section_attribute(attribute: Attribute, result: SectionAttributes, problems: Problems) -> None:
    match attribute.name.text:
        case "sides":
            result.sides = _sides(attribute, problems)
        case "optional":
            result.optional = True
            if attribute.sign:
                problems.add(attribute.whole.location, "'optional' takes no value", "write {optional}")
        case "repeat":
            result.repeat = _repeat(attribute, problems)
        case "every":
            result.every_s = _every(attribute, problems)
        case "announce":
            result.announce = False
            if attribute.sign != "=" or not attribute.value or attribute.value.text != "none":
                hint = "write announce=none, or leave it out to have sides and rounds named"
                problems.add(attribute.whole.location, "announce can only be none", hint)
        case _:
            guess = _unknown(attribute, _SECTION_ATTRIBUTES, problems)
            if guess == "sides":
                result.sides = None
            elif guess == "repeat":
                result.repeat = None


def _unknown(attribute: Attribute, known: Sequence[str], problems: Problems) -> str | None:
    """Note an attribute that is not known; the one that was probably meant."""
    guess = similar(attribute.name.text, known)
    hint = f"did you mean {guess}?" if guess else f"what can stand here is {listed(known)}"
    problems.add(attribute.name.location, f"unknown attribute {shown(attribute.name.text)}", hint)
    return guess


def _sides(attribute: Attribute, problems: Problems) -> tuple[str, ...] | None:
    example = 'write sides="right leg, left leg"'
    value = attribute.value
    if value is None or attribute.sign != "=" or not value.text.startswith('"'):
        problems.add(attribute.whole.location, "the sides do not stand in quotation marks after '='", example)
        return None
    parts = [part.strip() for part in value.part(1, len(value.text) - 1).split(",")]
    names = [collapse(part.text) for part in parts]
    for part, name in zip(parts, names, strict=True):
        if not can_be_said(name) or re.search(r"[\[\]{}\\]", name):
            what = f"{shown(name)} is no name of a side" if name else "a side has no name"
            problems.add((part if name else value).location, what, example)
            return None
    if len(names) < FEWEST_TIMES:
        problems.add(value.location, "one side alone is no side", f"{example}, or leave sides out")
        return None
    if len({name.casefold() for name in names}) < len(names):
        problems.add(value.location, "two sides have the same name", example)
        return None
    return tuple(names)


def _repeat(attribute: Attribute, problems: Problems) -> int | None:
    times = attribute.value.text if attribute.value and attribute.sign == "=" else ""
    if re.fullmatch("[0-9]{1,4}", times) and FEWEST_TIMES <= int(times) <= MOST_TIMES:
        return int(times)
    what = f"a section cannot be repeated {shown(times)} times" if times else "repeat does not say how often"
    problems.add(attribute.whole.location, what, f"write repeat=3, with a number from {FEWEST_TIMES} to {MOST_TIMES}")
    return None


def _every(attribute: Attribute, problems: Problems) -> Fraction | None:
    value = attribute.value
    if value is None or attribute.sign != "=" or not value.text:
        what = "'every' does not say how long a round lasts"
        problems.add(attribute.whole.location, what, "write every=30s, with no space in it")
        return None
    try:
        return parse_duration(value.text)
    except DurationError as error:
        hint = re.sub(r"^write (?=\S+$)", "write every=", error.hint)
        problems.add(value.location, error.what, hint)
        return None


def _add_condition(attribute: Attribute, scope: Scope, conditions: list[Condition], problems: Problems) -> None:
    word = attribute.name.text
    option = attribute.value.text if attribute.value else ""
    if attribute.sign != ":" or not option or option.startswith('"'):
        example = option.strip('"') or "name-of-an-option"
        problems.add(attribute.whole.location, f"'{word}' does not say which option", f"write {{{word}: {example}}}")
    elif attribute.value and _is_known(option, attribute.value, scope, problems):
        condition = Condition(option, word == "if")
        if Condition(option, not condition.wanted) in conditions:
            what = f"with this, the conditions can never hold: {option} is both wanted and not"
            problems.add(attribute.whole.location, what, "leave one of the two out")
        elif not _can_hold([*conditions, condition], scope):
            what = f"with this, the conditions can never hold: '{word}: {option}' and what stands before it exclude each other"
            problems.add(attribute.whole.location, what, "leave one of the two out")
        elif condition not in conditions:
            conditions.append(condition)


def _can_hold(conditions: Sequence[Condition], scope: Scope) -> bool:
    """Whether there is a side, a round and an audience for which all conditions hold that are about those."""
    first, later, last = ROUND_OPTIONS
    rounds = [{first}, {later, last}, *([{later}] if scope.rounds != FEWEST_TIMES else [])]
    others = [[{name} for name in names] for names in (AUDIENCE_OPTIONS, SIDE_OPTIONS)]
    return all(_hold_in_one_of(states, conditions) for states in (rounds, *others))


def _hold_in_one_of(states: Sequence[set[str]], conditions: Sequence[Condition]) -> bool:
    """Whether in one of these states all conditions hold that are about what differs between them."""
    about = [each for each in conditions if any(each.option in state for state in states)]
    return any(all((each.option in state) == each.wanted for each in about) for state in states)


def _is_known(option: str, place: Slice, scope: Scope, problems: Problems) -> bool:
    if option in SIDE_OPTIONS:
        if scope.sides == ():
            what = f"'{option}' means something only within a section with sides"
            problems.add(place.location, what, 'give the section sides="right leg, left leg", or use an option')
            return False
        return True
    if option in ROUND_OPTIONS and scope.rounds == 1:
        what = f"'{option}' means something only within a section that is repeated"
        problems.add(place.location, what, "it can stand before a step of a section with {repeat=3}")
        return False
    if option in RESERVED_OPTIONS or scope.options is None or option in scope.options:
        return True
    guess = similar(option, (*scope.options, *RESERVED_OPTIONS))
    hint = (
        f"did you mean {guess}?" if guess else f"add it to the front matter: options:, and below it {option}: for whom"
    )
    problems.add(place.location, f"unknown option {shown(option)}", hint)
    return False


def read_side_word(brace: Slice, scope: Scope, problems: Problems) -> str:
    """The words for a pair of braces among the words of a step: ``{side}`` or ``{other_side}`` as they stand."""
    inside = brace.part(1, len(brace.text) - 1)
    name = collapse(inside.text)
    if name not in SIDE_WORDS:
        _report_words(brace, inside, problems)
    elif scope.sides == ():
        hint = 'write {sides="right leg, left leg"} after the section\'s heading'
        problems.add(brace.location, f"{{{name}}} stands in a section without sides", hint)
    elif name == "other_side" and scope.sides is not None and len(scope.sides) != FEWEST_TIMES:
        problems.add(brace.location, f"there is no one other side among {len(scope.sides)}", "name the side you mean")
    return f"{{{name}}}"


def _report_words(brace: Slice, inside: Slice, problems: Problems) -> None:
    name = collapse(inside.text)
    first = re.split(r"[\s:=,]", name)[0]
    guess = similar(name, SIDE_WORDS)
    if first in _CONDITION_NAMES:
        problems.add(brace.location, "a condition stands at the beginning of its step", "move it to the front")
    elif first in _SECTION_ATTRIBUTES:
        hint = "write it in the braces after the section's heading"
        problems.add(brace.location, f"'{first}' belongs to a section", hint)
    elif not name:
        problems.add(brace.location, "these braces are empty", "leave them out, or write \\{ and \\} for plain braces")
    else:
        hint = f"did you mean {{{guess}}}?" if guess else "write \\{ and \\} for plain braces"
        problems.add(brace.location, f"unknown words in braces: {shown(name)}", hint)
