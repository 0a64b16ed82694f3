"""What was probably meant by patterns that have names elsewhere: ``[4-7-8]``, ``[tempo: 3-1-1]``, ``[EMOM: 8]``, ``[tabata]``."""

import re
from typing import Final

from coach.script._durations import format_duration
from coach.script._meant_lengths import bare_numbers, meant_lengths
from coach.script._speakable import plain, word_set

_PHASES: Final = {2: ("In", "Out"), 3: ("In", "Hold", "Out"), 4: ("In", "Hold", "Out", "Hold")}
"""The words of breath with so many times. Box breathing has four, 4-7-8 three."""
_TEMPO: Final = {3: ("Down", "Hold", "Up"), 4: ("Down", "Hold", "Up", "Hold")}
"""The words of a lift at a tempo: how long it goes down, how long it rests there, how long it goes up."""
_TIMES: Final = re.compile(
    r"\s*(?:(?P<word>[^\W\d_]+)[\s:=]*(?:[^\W\d_]+[\s:=]*)*)?(?P<times>[0-9]{1,2}(?:\s*[-\u2013:/.]\s*[0-9]{1,2}){1,3})\s*"
)
_OF_BREATH: Final = word_set(
    "beat breath breathe breathing box square pranayama inhale atem atmen atmung respiration respirer respiración respirar"
)
_INTERVALS: Final = re.compile(
    r"\b(?:tabata|emom|amrap|e2mom|hiit|intervals?|intervalle?s?|intervalos?|circuits?|zirkel|circuito)\b"
)


def meant_pattern(inside: str, rounds: int = 4) -> str | None:
    """The beat that a row of numbers stands for, without its brackets; None if it is none.

    A row of two numbers alone may be a range of times, so it needs a word of breathing before it.
    """
    found = _TIMES.fullmatch(plain(inside))
    if not found:
        return None
    word = found["word"] or ""
    times = re.findall("[0-9]+", found["times"])
    if word == "tempo":
        words, rounds = _TEMPO.get(len(times)), 10
    elif word in _OF_BREATH or (not word and len(times) > 2):
        words = _PHASES.get(len(times))
    else:
        return None
    phases = [f'"{said}" {time}s' for said, time in zip(words or (), times, strict=False) if int(time)]
    return f"beat: {', '.join(phases)}, repeat: {rounds}" if len(phases) > 1 else None


def meant_rounds(inside: str) -> str | None:
    """The attributes of the section that intervals by one of their names are written as; None if that is not what is named."""
    words = plain(inside)
    named = _INTERVALS.search(words)
    if not named:
        return None
    times = [int(number.longest_s) for number in bare_numbers(words) if number.longest_s.denominator == 1]
    lasting = sum(length.longest_s for length in meant_lengths(inside))
    every = format_duration(lasting) if lasting else "1m" if "mom" in named[0] else "30s"
    rounds = next((number for number in times if 2 <= number <= 50), 8)
    return f"{{repeat={rounds} every={every} announce=none}}"
