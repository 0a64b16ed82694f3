"""The phases of a beat: ``"In" 4s``, each a word in quotation marks and the time that it is said in."""

import re
from typing import Final

from coach.errors import DurationError
from coach.script._codes import ScriptCode
from coach.script._durations import format_duration, parse_span
from coach.script._routine import Phase
from coach.script._source import Problems, Slice
from coach.script._speakable import collapse, shown

_PHASE: Final = re.compile(r'\s*(?:(?P<words>"[^"]*")\s*)?(?P<length>[^\s"][^"]*)?', re.DOTALL)
_REVERSED: Final = re.compile(r'\s*(?P<length>[^\s"][^"]*?)\s*(?P<words>"[^"]*")\s*', re.DOTALL)
_BARE_WORDS: Final = re.compile(r"\s*(?P<words>[^\W\d][^\"]*?)\s+(?P<length>[0-9]\S*)\s*", re.DOTALL)
_EXAMPLE: Final = 'write [beat: "In" 4s, "Out" 6s, repeat: 4]'


def split_phase(part: Slice, problems: Problems) -> tuple[Slice | None, Phase] | None:
    """The place of the words, in their quotation marks, and a phase that lacks them; None, with what is wrong noted, if it is none."""
    match = _PHASE.fullmatch(part.text)
    if match is None or not (match["words"] or match["length"]):
        _report(part.strip(), problems)
        return None
    words = part.part(*match.span("words")) if match["words"] else None
    if not match["length"]:
        problems.add(
            part.strip().location,
            f"{shown(part.text)} does not say how long it takes",
            f"write {words_of(part)} 4s",
            ScriptCode.DIRECTIVE_VALUE,
        )
        return None
    if not words and _BARE_WORDS.fullmatch(part.text):
        _report(part.strip(), problems)
        return None
    length = part.part(*match.span("length")).strip()
    try:
        span = parse_span(length.text)
    except DurationError as error:
        problems.add(length.location, error.what, error.hint, ScriptCode.TIME, error.write)
        return None
    if span.is_range:
        what = f"{shown(length.text)} is a range, but the times of a beat are exact"
        problems.add(
            length.location,
            what,
            f"write {format_duration(span.middle_s)}",
            ScriptCode.TIME,
            format_duration(span.middle_s),
        )
        return None
    return words, Phase(span.middle_s)


def words_of(part: Slice) -> str:
    """Words as they should be written."""
    return '"' + collapse(part.text).strip("\"'") + '"'


def _report(part: Slice, problems: Problems) -> None:
    found = _REVERSED.fullmatch(part.text) or _BARE_WORDS.fullmatch(part.text)
    if found:
        words = collapse(found["words"]).strip('"')
        hint = f'write "{words}" {collapse(found["length"])}'
        problems.add(
            part.location, "a beat is a word in quotation marks, and after it the time", hint, ScriptCode.QUOTES
        )
    else:
        problems.add(
            part.location, f"{shown(part.text)} is not a word with its time", _EXAMPLE, ScriptCode.DIRECTIVE_VALUE
        )
