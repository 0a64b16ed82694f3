"""Lists of the front matter whose items look as if one sentence had been split at its comma."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from coach.script._codes import ScriptCode
from coach.script._routine import Location
from coach.script._source import Problems, Source
from coach.script._speakable import collapse, shown
from coach.script._yaml_tree import Listing, Scalar

_ENDS: Final = (".", "!", "?", "…")


def refuse_joined(source: Source, items: Sequence[Scalar], problems: Problems) -> None:
    """Refuse a line that was meant as an item of its own, but is indented so that YAML reads it as more words of the item above."""
    for item in items:
        first = source.lines[item.location.line - 1]
        is_quoted = first[item.location.column - 1 :].startswith(('"', "'"))
        if is_quoted or not first.lstrip().startswith("- "):
            continue
        for number in range(item.location.line + 1, len(source.lines) + 1):
            line = source.lines[number - 1]
            if not line.strip() or _column(line) <= _column(first):
                break
            if line.lstrip().startswith("- "):
                write = first[: _column(first)] + line.strip()
                what = "this line still belongs to the item above"
                hint = "begin it below the '-' of that one"
                problems.add(source.whole_line(number), what, hint, ScriptCode.LAZY_LINE, write)
                break


def _column(line: str) -> int:
    return len(line) - len(line.lstrip())


def look_at_list(source: Source, name: str, whole: Listing, items: Sequence[Scalar], problems: Problems) -> None:
    """Note the first item of a list that reads as if it went on from the one before it."""
    in_brackets = source.lines[whole.location.line - 1][whole.location.column - 1 :].startswith("[")
    for before, item in pairwise(items):
        if _goes_on(before.text, item.text, ends_alone=name == "safety"):
            is_split = in_brackets and not before.text.rstrip().endswith(_ENDS)
            what = f"{shown(item.text)} is an item of its own"
            if is_split:
                hint = "a comma between [ and ] begins a new item; put a sentence that has one in double quotes"
                write = _joined(source, before, item)
                at = write[1] if write else None
                problems.hint(item.location, what, hint, ScriptCode.SPLIT_AT_COMMA, write[0] if write else None, at)
            else:
                hint = (
                    "begin each with a capital letter and end it with a full stop, or join it with the item before it"
                )
                problems.hint(item.location, what, hint, ScriptCode.SPLIT_AT_COMMA)
            return


def _goes_on(before: str, item: str, *, ends_alone: bool) -> bool:
    """Whether an item goes on from the one before it: in small letters after a capital, or a sentence's end without its beginning.

    Things may be listed as "A towel, some oil"; only of advice (``ends_alone``) are small letters reason enough.
    """
    is_small = item[:1].islower() and before[:1].isupper()
    ends = item.rstrip().endswith(_ENDS) and not before.rstrip().endswith(_ENDS)
    stops = before.rstrip().endswith(_ENDS) and not item.rstrip().endswith(_ENDS)
    return (is_small and (ends_alone or ends)) or (ends_alone and (ends or stops))


def _joined(source: Source, before: Scalar, item: Scalar) -> tuple[str, Location] | None:
    """Both items as one quoted text, and the place of both; None where they stand on two lines."""
    first, last = before.location, item.location
    if first.line != last.line:
        return None
    end = last.column + last.width
    at = source.location(first.line, first.column, end - first.column)
    text = collapse(f"{before.text}, {item.text}")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"', at
