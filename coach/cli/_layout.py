"""What is where on the screen while a routine plays. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from prompt_toolkit.utils import get_cwidth

from coach.cli._big_letters import in_large_letters
from coach.player import State
from coach.session import View
from coach.units import clock


class Style(StrEnum):
    """How a row looks, as ECMA-48 SGR codes (8.3.117)."""

    PLAIN = "\x1b[0m"
    BOLD = "\x1b[0;1m"
    REVERSE = "\x1b[0;1;7m"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen."""

    text: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class _Part:
    """A row that is left out on a small screen, the later the higher its ``weight``."""

    weight: int
    row: Row


_TIME_COLUMNS: Final = 16
"""For a bar's time: "about 1:23:45"."""


_READABLE: Final = 36
"""Columns that a key and its meaning need; on a small screen some are left out."""


def frame(view: View, title: str, footer: str, columns: int, rows: int) -> tuple[Row, ...]:
    """The whole screen: ``rows`` rows of at most ``columns`` columns."""
    above = [
        _Part(3, Row(_at_both_ends(title, _settings(view), columns))),
        _Part(5, Row("" if view.section == view.step else view.section)),
        _Part(1, Row()),
    ]
    state = state_of(view)
    step_bar = Row(_bar("step", view.step_gone_s, view.step_left_s, clock(view.step_left_s), columns), Style.BOLD)
    left = f"{'' if view.is_exact else 'about '}{clock(view.left_s)}"
    whole_bar = Row(_bar("all", view.gone_s, view.left_s, left, columns))
    below = [
        _Part(9 if state else 1, Row(state and f" {state} ", Style.REVERSE if state else Style.PLAIN)),
        _Part(6, Row(f"next: {view.next_step}" if view.next_step else "")),
        _Part(2, Row()),
        _Part(8, step_bar),
        _Part(0, step_bar),
        _Part(1, Row()),
        _Part(7, whole_bar),
        _Part(0, whole_bar),
        _Part(2, Row()),
        _Part(4, Row(footer)),
    ]
    above, below = _what_fits(above, below, rows)
    name = _name(view.step, columns, rows - len(above) - len(below))
    return tuple(Row(cut(row.text, columns), row.style) for row in (*_rows(above), *name, *_rows(below)))


def help_frame(table: list[tuple[str, str]], columns: int, rows: int) -> tuple[Row, ...]:
    """What each key means, in as many columns as are needed and fit."""
    width = max(get_cwidth(what) for _, what in table) + 2
    texts = [_filled(what, width) + keys for keys, what in table]
    height = max(1, rows - 2)
    blocks = [texts[start : start + height] for start in range(0, len(texts), height)]
    wide = max(columns // len(blocks), min(columns, _READABLE))
    lines = [
        "".join(_filled(cut(text, wide - 1), wide) for text in line).rstrip()
        for line in zip_longest(*blocks, fillvalue="")
    ]
    body = [*lines, *[""] * (rows - len(lines) - 1), "?: back"][-rows:]
    return tuple(Row(cut(line, columns)) for line in body)


def state_of(view: View) -> str:
    """What the listener should know of the moment, in a few words; nothing while it plays."""
    match view.state:
        case State.PAUSED:
            return "Paused"
        case State.WAITING:
            return "One moment"
        case State.INTERRUPTED:
            return "No sound device: trying again"
        case _:
            return "Press any key when you are ready" if view.in_wait else ""


def cut(text: str, columns: int) -> str:
    """At most so many columns of a text, with what cannot be shown in one place left out."""
    text = "".join(letter for letter in text if letter.isprintable())
    if get_cwidth(text) <= columns:
        return text
    while text and get_cwidth(text) > columns - 1:
        text = text[:-1]
    return text + "…" if columns > 0 else ""


def _settings(view: View) -> str:
    volume = f"volume {view.volume_db:+.0f} dB   " if view.volume_db else ""
    return f"{volume}pace {view.pace:.2f}".removesuffix("0") if view.pace else volume


def _at_both_ends(left: str, right: str, columns: int) -> str:
    left = cut(left, max(0, columns - get_cwidth(right) - 2))
    return left + " " * (columns - get_cwidth(left) - get_cwidth(right)) + right


def _bar(label: str, gone_s: float, left_s: float, time: str, columns: int) -> str:
    """A bar as wide as there is room for, between what it is of and the time left."""
    label = f"{label:5}" if columns >= 2 * _TIME_COLUMNS else ""
    width = columns - len(label) - (_TIME_COLUMNS if columns >= 2 * _TIME_COLUMNS else len(time) + 1)
    whole_s = gone_s + left_s
    full = min(max(0, width), int(width * gone_s / whole_s)) if whole_s else max(0, width)
    return f"{label}{'█' * full}{'░' * (width - full)} {time}"


def _what_fits(above: list[_Part], below: list[_Part], rows: int) -> tuple[list[_Part], list[_Part]]:
    """The parts for which there is room beside the name: on half of the screen, or a few rows of a small one."""
    room = min(rows - 1, max(5, rows // 2))
    weights = sorted((part.weight for part in (*above, *below)), reverse=True)
    too_light = weights[room] if len(weights) > room else -1
    return [part for part in above if part.weight > too_light], [part for part in below if part.weight > too_light]


def _rows(parts: list[_Part]) -> list[Row]:
    return [part.row for part in parts]


def _name(name: str, columns: int, rows: int) -> list[Row]:
    """The name of the step in the middle of so many rows: in large letters, or else in bold ones."""
    lines = list(in_large_letters(name, columns, rows) or _wrapped(name, columns, rows))
    before = (rows - len(lines)) // 2
    texts = ["" for _ in range(before)] + lines
    return [Row(text, Style.BOLD) for text in texts] + [Row()] * (rows - len(texts))


def _wrapped(text: str, columns: int, rows: int) -> list[str]:
    """Words in lines of at most so many columns; what does not fit into the rows is cut."""
    lines = [""]
    for word in _short_words(text, columns):
        longer = f"{lines[-1]} {word}".strip()
        if get_cwidth(longer) <= columns or not lines[-1] or len(lines) == rows:
            lines[-1] = longer
        else:
            lines.append(word)
    return [cut(line, columns) for line in lines]


def _short_words(text: str, columns: int) -> Iterator[str]:
    """Words; those that are wider than the screen, as of a language without spaces, in pieces."""
    for word in text.split():
        piece = ""
        for letter in word:
            if get_cwidth(piece + letter) > columns:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _filled(text: str, columns: int) -> str:
    return text + " " * max(0, columns - get_cwidth(text))
