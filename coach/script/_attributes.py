"""What stands in braces: the attributes of a section, the conditions of a step, the sides in its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from coach.errors import DurationError
from coach.script._codes import ScriptCode
from coach.script._durations import parse_duration
from coach.script._meant_attributes import meant_attribute
from coach.script._meant_directives import meant_directive
from coach.script._meant_lengths import meant_lengths
from coach.script._routine import AUDIENCE_OPTIONS, RESERVED_OPTIONS, ROUND_OPTIONS, SIDE_OPTIONS, Condition
from coach.script._source import Problems, Slice, one_line
from coach.script._speakable import brief, can_be_said, collapse, listed, shown, similar

_ATTRIBUTE: Final = re.compile(r'[\s,]*([A-Za-z_][\w-]*)(?:\s*([:=])\s*("[^"]*"|[^\s,"]*))?(?=[\s,]|$)')
_MORE_WORDS: Final = re.compile(
    r"(?:[ \t]+(?!(?:if|unless|optional|sides|repeat|every|announce)\b)[^\W\d][\w-]*)+(?=[ \t]*(?:,|$))"
)
"""What goes on with the name of an option as several words."""
_BARE_OPTION: Final = re.compile(r"\s+(?!(?:if|unless|optional|sides|repeat)\b)([a-z][a-z0-9-]*)(?=[\s,]|$)")
_TYPOGRAPHIC: Final = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_QUOTED: Final = re.compile(r'"[^"]*"')
SECTION_ATTRIBUTES: Final = ("sides", "optional", "if", "unless", "repeat", "every", "announce")
"""What may stand in braces after a heading."""
_NAMES_OF_SIDES: Final = ("sides", "side")
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


def report_quotes(quote: Slice, inside: Slice, problems: Problems) -> None:
    """Note quotation marks that only look right, with all that stands between the brackets or braces put right."""
    straight = one_line(inside, _TYPOGRAPHIC.sub('"', inside.text))
    what = "curly quotation marks cannot stand here"
    problems.add(quote.location, what, 'write straight ones: "..."', ScriptCode.QUOTES, straight, inside.location)


def read_attributes(inside: Slice, problems: Problems) -> list[Attribute]:
    """The attributes in a pair of braces; none of them if that cannot be told, with a problem noted."""
    if quote := typographic_quotes(inside):
        report_quotes(quote, inside, problems)
        return []
    text = inside.text.rstrip(" \t\n,")
    attributes: list[Attribute] = []
    position = 0
    while position < len(text):
        match = _ATTRIBUTE.match(text, position)
        if not match:
            position += len(text[position:]) - len(text[position:].lstrip(" \t\n,"))
            rest = inside.part(position, len(text))
            if attributes and (part := _parted(attributes[-1], rest)):
                _report_parted(*part, problems)
                return []
            meant = meant_attribute(rest.text, SECTION_ATTRIBUTES)
            hint = f"write {brief(meant)}" if meant else 'write name: value, name=3 or name="words, more words"'
            what = f"{shown(rest.text)} cannot be read as an attribute"
            write = one_line(rest, meant) if meant else None
            problems.add(rest.location, what, hint, ScriptCode.UNKNOWN_ATTRIBUTE, write)
            return []
        value = inside.part(*match.span(3)) if match[2] else None
        if value and match[1].casefold() in _NAMES_OF_SIDES and not value.text.startswith('"'):
            # The names of sides without their quotation marks: whatever follows is more of them.
            value = inside.part(match.start(3), len(text))
            attributes.append(Attribute(inside.part(*match.span(1)), match[2], value))
            break
        end = match.end()
        if match[1] in _CONDITION_NAMES and not match[2] and (option := _BARE_OPTION.match(text, end)):
            value, end = inside.part(*option.span(1)), option.end()
        if match[1] in _CONDITION_NAMES and value and (words := _MORE_WORDS.match(text, end)):
            end = words.end()
            value = inside.part(match.start(3), end)
        attributes.append(Attribute(inside.part(*match.span(1)), match[2] or "", value))
        position = end
    if not attributes:
        around = Slice(inside.whole, inside.start - 1, inside.end + 1)
        what, hint = "these braces are empty", "leave them out, or write \\{ and \\} for plain braces"
        problems.add(around.location, what, hint, ScriptCode.BRACES, one_line(around, ""))
    return attributes


def _parted(attribute: Attribute, rest: Slice) -> tuple[Slice, str] | None:
    """An attribute that goes on in what follows it, such as ``every 30s`` or ``sides="a" , "b"``, and how it is written."""
    name, value = attribute.name.text, attribute.value
    if name in _NAMES_OF_SIDES and value and (more := re.match(r'(?:[\s,;/&+]*"[^"]*")+', rest.text)):
        whole = Slice(rest.whole, attribute.name.start, rest.start + more.end())
        names = re.findall(r'"([^"]*)"', whole.text)
        return whole, f'sides="{", ".join(collapse(side) for side in names)}"'
    if (
        name in ("repeat", "every")
        and not attribute.sign
        and (more := re.match(r'"?([0-9]\S*?)"?(?=[\s,]|$)', rest.text))
    ):
        whole = Slice(rest.whole, attribute.name.start, rest.start + more.end())
        return whole, f"{name}={more[1]}"
    return None


def _report_parted(whole: Slice, write: str, problems: Problems) -> None:
    what = f"{shown(whole.text)} cannot be read as an attribute"
    problems.add(whole.location, what, f"write {write}", ScriptCode.UNKNOWN_ATTRIBUTE, one_line(whole, write))


def is_condition(inside: Slice) -> bool:
    """Whether a pair of braces begins as a condition does."""
    return re.match(r"[\s,]*(if|unless)\b", inside.text) is not None


def read_conditions(inside: Slice, scope: Scope, earlier: Sequence[Condition], problems: Problems) -> list[Condition]:
    """The conditions in a pair of braces before a step or an include, after ``earlier`` ones."""
    conditions = list(earlier)
    for attribute in read_attributes(inside, problems):
        if attribute.name.text in _CONDITION_NAMES:
            _add_condition(attribute, scope, conditions, problems)
        elif attribute.name.text in SECTION_ATTRIBUTES:
            what, hint = (
                f"'{attribute.name.text}' belongs to a section",
                "write it in the braces after the section's heading",
            )
            problems.add(attribute.whole.location, what, hint, ScriptCode.BRACES)
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
                what, hint = f"'{name}' stands here twice", "keep one of the two"
                problems.add(attribute.whole.location, what, hint, ScriptCode.ATTRIBUTE_VALUE)
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
                what, hint = "'optional' takes no value", "write optional alone"
                problems.add(attribute.whole.location, what, hint, ScriptCode.ATTRIBUTE_VALUE, "optional")
        case "repeat":
            result.repeat = _repeat(attribute, problems)
        case "every":
            result.every_s = _every(attribute, problems)
        case "announce":
            result.announce = False
            if attribute.sign != "=" or not attribute.value or attribute.value.text != "none":
                hint = "write announce=none, or leave it out to have sides and rounds named"
                problems.add(
                    attribute.whole.location,
                    "announce can only be none",
                    hint,
                    ScriptCode.ATTRIBUTE_VALUE,
                    "announce=none",
                )
        case _:
            guess = _unknown(attribute, SECTION_ATTRIBUTES, problems)
            if guess == "sides":
                result.sides = None
            elif guess == "repeat":
                result.repeat = None


def _unknown(attribute: Attribute, known: Sequence[str], problems: Problems) -> str | None:
    """Note an attribute that is not known; the one that was probably meant."""
    whole = attribute.whole
    meant = meant_attribute(whole.text, known)
    guess = similar(attribute.name.text, known)
    if attribute.name.text == "exactly" and "every" in known:
        what, hint = "'exactly' cannot stand here", "leave it out: every= is exact by itself"
        problems.add(attribute.name.location, what, hint, ScriptCode.UNKNOWN_ATTRIBUTE, "")
        return None
    hint = (
        f"write {brief(meant)}"
        if meant
        else f"did you mean {guess}?"
        if guess
        else f"what can stand here is {listed(known)}"
    )
    what = f"unknown attribute {shown(attribute.name.text)}"
    write = one_line(whole, meant) if meant else None
    problems.add(attribute.name.location, what, hint, ScriptCode.UNKNOWN_ATTRIBUTE, write, whole.location)
    return re.split("[=:]", meant)[0] if meant else guess


def _sides(attribute: Attribute, problems: Problems) -> tuple[str, ...] | None:
    example = 'write sides="right leg, left leg"'
    value = attribute.value
    if value is None or attribute.sign != "=" or not value.text.startswith('"'):
        meant = meant_attribute(attribute.whole.text, ("sides",))
        hint = f"write {brief(meant)}" if meant else example
        what = "the sides do not stand in quotation marks after '='"
        write = one_line(attribute.whole, meant) if meant else None
        problems.add(attribute.whole.location, what, hint, ScriptCode.ATTRIBUTE_VALUE, write)
        return None
    parts = [part.strip() for part in value.part(1, len(value.text) - 1).split(",")]
    names = [collapse(part.text) for part in parts]
    for part, name in zip(parts, names, strict=True):
        if not can_be_said(name) or re.search(r"[\[\]{}\\]", name):
            what = f"{shown(name)} cannot be the name of a side" if name else "a side has no name"
            problems.add((part if name else value).location, what, example, ScriptCode.ATTRIBUTE_VALUE)
            return None
    if len(names) < FEWEST_TIMES:
        meant = meant_attribute(attribute.whole.text, ("sides",))
        hint = f"write {brief(meant)}" if meant else f"{example}, or leave sides out"
        what, at = "one side alone is not enough", attribute.whole.location
        problems.add(value.location, what, hint, ScriptCode.ATTRIBUTE_VALUE, meant, at)
        return None
    if len({name.casefold() for name in names}) < len(names):
        problems.add(value.location, "two sides have the same name", example, ScriptCode.ATTRIBUTE_VALUE)
        return None
    return tuple(names)


def _repeat(attribute: Attribute, problems: Problems) -> int | None:
    times = attribute.value.text if attribute.value and attribute.sign == "=" else ""
    if re.fullmatch("[0-9]{1,4}", times) and FEWEST_TIMES <= int(times) <= MOST_TIMES:
        return int(times)
    written = attribute.value.text.strip('"') if attribute.value else ""
    meant = meant_attribute(attribute.whole.text, ("repeat",))
    number = int(meant.partition("=")[2]) if meant else 0
    good = FEWEST_TIMES <= number <= MOST_TIMES
    what = f"a section cannot be repeated {shown(written)} times" if written else "'repeat' does not say how often"
    what = f"{shown(attribute.whole.text)} is not how a repeat is written" if good else what
    hint = f"write {meant}" if meant and good else f"write repeat=3, with a number from {FEWEST_TIMES} to {MOST_TIMES}"
    problems.add(attribute.whole.location, what, hint, ScriptCode.ATTRIBUTE_VALUE, meant if good else None)
    return None


def _every(attribute: Attribute, problems: Problems) -> Fraction | None:
    value = attribute.value
    if value is None or attribute.sign != "=" or not value.text:
        what, hint = "'every' does not say how long a round lasts", "write every=30s, with no space in it"
        write = f"every={value.text}" if value and value.text else None
        problems.add(attribute.whole.location, what, hint, ScriptCode.ATTRIBUTE_VALUE, write)
        return None
    try:
        return parse_duration(value.text)
    except DurationError as error:
        hint = re.sub(r"^write (?=\S+$)", "write every=", error.hint)
        problems.add(value.location, error.what, hint, ScriptCode.TIME, error.write)
        return None


def _add_condition(attribute: Attribute, scope: Scope, conditions: list[Condition], problems: Problems) -> None:
    word = attribute.name.text
    option = attribute.value.text if attribute.value else ""
    meant = meant_attribute(attribute.whole.text, _CONDITION_NAMES) if " " in option.strip() else None
    if meant:
        what = f"{shown(option)} is more than the name of one option"
        problems.add(attribute.whole.location, what, f"write {{{meant}}}", ScriptCode.CONDITION, meant)
    elif attribute.sign != ":" or not option or option.startswith('"'):
        example = option.strip('"') or "name-of-an-option"
        what, hint = f"'{word}' does not say which option", f"write {{{word}: {brief(example)}}}"
        write = f"{word}: {option.strip(chr(34))}" if option.strip('"') else None
        problems.add(attribute.whole.location, what, hint, ScriptCode.CONDITION, write)
    elif attribute.value and _is_known(option, attribute.value, scope, problems):
        condition = Condition(option, word == "if")
        if Condition(option, not condition.wanted) in conditions:
            what = f"these conditions can never both be true: {brief(option)} is both wanted and not"
            problems.add(attribute.whole.location, what, "leave one of the two out", ScriptCode.CONDITION)
        elif not _can_hold([*conditions, condition], scope):
            what = f"'{word}: {brief(option)}' and the conditions before it can never be true together"
            problems.add(attribute.whole.location, what, "leave one of them out", ScriptCode.CONDITION)
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
            hint = 'give the section sides="right leg, left leg", or use an option'
            problems.add(place.location, what, hint, ScriptCode.CONDITION)
            return False
        return True
    if option in ROUND_OPTIONS and scope.rounds == 1:
        what = f"'{option}' means something only within a section that is repeated"
        problems.add(
            place.location, what, "it can stand before a step of a section with {repeat=3}", ScriptCode.CONDITION
        )
        return False
    if option in RESERVED_OPTIONS or scope.options is None or option in scope.options:
        return True
    guess = similar(option, (*scope.options, *RESERVED_OPTIONS))
    there = (
        f"write {guess}" if guess else f"add it to the front matter: options:, and below it {brief(option)}: for whom"
    )
    problems.add(place.location, f"unknown option {shown(option)}", there, ScriptCode.UNKNOWN_OPTION, guess)
    return False


def read_side_word(brace: Slice, scope: Scope, problems: Problems) -> str:
    """The words for a pair of braces among the words of a step: ``{side}`` or ``{other_side}`` as they stand."""
    inside = brace.part(1, len(brace.text) - 1)
    name = collapse(inside.text)
    if name not in SIDE_WORDS:
        _report_words(brace, inside, problems)
    elif scope.sides == ():
        hint = 'write {sides="right leg, left leg"} after the section\'s heading'
        problems.add(brace.location, f"{{{name}}} stands in a section without sides", hint, ScriptCode.SIDE_WORD)
    elif name == "other_side" and scope.sides is not None and len(scope.sides) != FEWEST_TIMES:
        what = f"with {len(scope.sides)} sides, {{other_side}} could be any of them"
        problems.add(brace.location, what, "name the side you mean", ScriptCode.SIDE_WORD)
    return f"{{{name}}}"


def _report_words(brace: Slice, inside: Slice, problems: Problems) -> None:
    name = collapse(inside.text)
    first = re.split(r"[\s:=,]", name)[0]
    guess = _SIDE_SLIPS.get(name.casefold()) or similar(name, SIDE_WORDS)
    write: str | None = None
    code = ScriptCode.BRACES
    if first in _CONDITION_NAMES:
        code = ScriptCode.CONDITION
        condition = meant_attribute(name, _CONDITION_NAMES)
        what = "a condition stands at the beginning of its step"
        hint = f"write {{{brief(condition)}}} before the words" if condition else "move it to the front"
    elif first in SECTION_ATTRIBUTES:
        what, hint = f"'{first}' belongs to a section", "write it in the braces after the section's heading"
    elif collapse(name).casefold().replace(" ", "-") in RESERVED_OPTIONS:
        code, write = ScriptCode.CONDITION, f"{{if: {collapse(name).casefold().replace(' ', '-')}}}"
        what, hint = f"'{name}' is a condition, and does not say so", f"write {write} at the beginning of the step"
    elif meant := meant_attribute(name, _CONDITION_NAMES):
        code, write = ScriptCode.UNKNOWN_ATTRIBUTE, f"{{{meant}}}"
        what, hint = f"unknown words in braces: {shown(name)}", f"write {{{brief(meant)}}} at the beginning of the step"
    elif not name:
        write = ""
        what, hint = "these braces are empty", "leave them out, or write \\{ and \\} for plain braces"
    elif guess:
        code, write = ScriptCode.SIDE_WORD, f"{{{guess}}}"
        what, hint = f"unknown words in braces: {shown(name)}", f"write {{{guess}}}, or \\{{ and \\}} for plain braces"
    elif timed := _timed(name):
        code, write = ScriptCode.WRONG_BRACKETS, timed
        what, hint = "times stand in square brackets", f"write {timed}"
    else:
        code = ScriptCode.SIDE_WORD
        what, hint = (
            f"unknown words in braces: {shown(name)}",
            "write {side} for the side, or \\{ and \\} for plain braces",
        )
    problems.add(brace.location, what, hint, code, None if write is None else one_line(brace, write))


def _timed(words: str) -> str | None:
    """The pause or the work in words that are a time, or a directive and a time."""
    found = meant_directive(words, ("pause", "hold", "for", "repeat", "wait"))
    return found.text if found and (meant_lengths(words) or "pause" in words.casefold()) else None


_SIDE_SLIPS: Final = {
    **dict.fromkeys(("seite", "lado", "côté", "this side", "current side", "current_side"), "side"),
    **dict.fromkeys(
        ("other side", "other-side", "otherside", "opposite side", "opposite", "other", "andere seite", "otro lado"),
        "other_side",
    ),
}
