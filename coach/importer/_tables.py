"""A table of exercises -> points of a list: a name, what to do, and cells that say how often or how long."""

import re
from collections.abc import Sequence
from typing import Final

from coach.importer._article import ArticleBlock
from coach.importer._lexicon import lexicons
from coach.importer._quantities import has_quantity
from coach.importer._sayings import is_dose
from coach.script import can_be_said

_NUMBER: Final = re.compile(r"[0-9]+(?:\s*[-\u2013]\s*[0-9]+)?")
_COUNTING: Final = re.compile(
    r"rep|rép|wdh|wiederhol|set|sätz|seri|sér|times|anzahl|nombre|veces|count|rounds|durchg", re.IGNORECASE
)
_UNIT: Final = re.compile(r"[(\[]?\b(min|m|s|sec|sek|seg)\w*\.?\b", re.IGNORECASE)
_LONGEST_CELL: Final = 400


def exercises(rows: Sequence[Sequence[str]]) -> list[ArticleBlock] | None:
    """The exercises of a table, or None if it is of something else.

    It is one of exercises if a column's head, or most of its cells, say how often or how long. The first other column names
    the exercise, the rest tell how it is done.
    """
    rows = [row for row in rows if any(can_be_said(cell) for cell in row)]
    if (
        len(rows) < 2
        or len({len(row) for row in rows}) > 2
        or any(len(cell) > _LONGEST_CELL for row in rows for cell in row)
    ):
        return None
    head, body = rows[0], rows[1:]
    by_head = {at for at, cell in enumerate(head) if _is_dose_head(cell)}
    if not by_head:
        head, body = [""] * max(map(len, rows)), rows
    columns = by_head | {at for at in range(len(head)) if _are_doses([row[at] for row in body if at < len(row)])}
    columns.discard(0)
    if not columns:
        return None
    return [_exercise(head, row, columns) for row in body if can_be_said(row[0])]


def _exercise(head: Sequence[str], row: Sequence[str], columns: set[int]) -> ArticleBlock:
    texts = [cell for at, cell in enumerate(row[1:], 1) if at not in columns and can_be_said(cell)]
    doses = [
        _dose(head[at] if at < len(head) else "", row[at])
        for at in sorted(columns)
        if at < len(row) and can_be_said(row[at])
    ]
    text = " ".join(cell if cell[-1] in ".!?" else f"{cell}." for cell in texts)
    return ArticleBlock("item", text, name=row[0].strip(" .:"), mark="table", doses=tuple(doses))


def _dose(head: str, cell: str) -> str:
    """A cell with the head of its column: "Hold: 5 s". A bare number counts, or is in the seconds that most tables mean."""
    if not head:
        return cell
    unit = _UNIT.search(head)
    if _NUMBER.fullmatch(cell.strip()) and not _COUNTING.search(head):
        letter = unit[1][0].lower() if unit else "s"
        cell = f"{cell.strip()} {'min' if letter == 'm' else 's'}"
    name = re.sub(r"\s*[(\[].*$", "", head).strip(" :")
    counted = _COUNTING.search(name) is not None
    return f"{name}: {cell}" if not has_quantity(cell) or not counted else cell


def _is_dose_head(cell: str) -> bool:
    return any(words.has("table.dose", cell.strip()) for words in lexicons())


def _are_doses(cells: Sequence[str]) -> bool:
    full = [cell for cell in cells if can_be_said(cell)]
    doses = [cell for cell in full if any(is_dose(cell, words) for words in lexicons())]
    return bool(full) and 2 * len(doses) > len(full)
