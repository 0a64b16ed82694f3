"""Makes routines of a given length to measure with: no sentence twice, and about 70 % of the time silence.

A routine has what real ones have: sections with both sides, holds, moves, repeats with ticks, pauses, and the chimes that go with them.
The same length gives the same script. How long its words take is guessed here (two a second, which is what is asked of a voice);
:func:`faults` tells whether the timeline of a real voice keeps what was promised.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import count, islice
from typing import Final

from coach.script import parse
from coach.timeline import BASE_RATE_WPM, Choices, Clip, Gap, Kind, Source, Timeline, Utterance, build, expand
from coach.units import SAMPLE_RATE, Samples

SILENT_SHARE: Final = Fraction(7, 10)
LENGTH_WITHIN: Final = 0.05
"""How far the whole may be from the length asked for, as a share of it."""
SHARE_WITHIN: Final = (0.65, 0.75)
"""The share of silence that is promised, from :data:`SHARE_FROM_MINUTES` on: in a shorter routine, chimes and titles weigh too much."""
SHARE_FROM_MINUTES: Final = 5

_STEPS_A_SECTION: Final = 5
_FEWEST_STEPS: Final = 2
_ROUNDS: Final = 10
"""How often the count of steps, and then their silences, are set anew at most; each time they come nearer."""
_NEAR_ENOUGH: Final = 0.005
_CHIMES_S: Final = {"start": 2.28, "hold-end": 1.6, "change-sides": 2.1, "finished": 3.86, "tick": 0.16}
"""The chimes that ship."""

_ACTIONS = (
    "Stroke",
    "Press into",
    "Circle over",
    "Glide along",
    "Warm",
    "Knead",
    "Rest on",
    "Lean on",
    "Trace",
    "Sweep over",
    "Lift",
    "Roll over",
)
_SPOTS = ("outside", "inside", "front", "back", "upper half", "lower half", "softest place", "firmest place")
_WAYS = (
    "slowly and evenly",
    "with flat fingers",
    "with both thumbs",
    "with a loose hand",
    "with a warm palm",
    "as softly as you can",
    "with your whole weight",
    "from below",
    "from above",
    "with the heel of the hand",
    "with three fingers",
    "with a soft fist",
)
_ENDINGS = (
    "and let it go again",
    "and feel it grow heavy",
    "and keep breathing",
    "and wait for the warmth",
    "and stay in touch",
    "and come back to the middle",
    "and do not hurry",
    "and listen with your hands",
    "and give it time",
    "and notice what changes",
    "and let your shoulders sink",
)
_SENTENCES: Final = len(_ACTIONS) * len(_SPOTS) * len(_WAYS) * len(_ENDINGS)
_STRIDE: Final = 5003
"""Shares no factor with the number of sentences, so that every sentence comes once, and neighbours differ in every part."""

_KINDS = (
    "Slow",
    "Small",
    "Wide",
    "Quiet",
    "Deep",
    "Light",
    "Round",
    "Long",
    "Heavy",
    "Gentle",
    "Patient",
    "Even",
)
_MOVES = (
    "waves",
    "circles",
    "strokes",
    "spirals",
    "rests",
    "presses",
    "slides",
    "swings",
    "feathers",
    "rivers",
    "petals",
    "anchors",
)
_PARTS = (
    "arm",
    "leg",
    "foot",
    "hand",
    "knee",
    "elbow",
    "wrist",
    "ankle",
    "shoulder",
    "hip",
    "calf",
    "thigh",
    "palm",
    "heel",
    "cheek",
    "temple",
)
_REGIONS = ("", "upper ", "lower ", "inner ", "outer ")
# The share of the usual silence that a step gets, how it is written, and into how many beats it is divided.
_SILENCES: Final = (
    (1.3, "repeat: 6 every {}", 6),
    (0.7, "pause: {}", 1),
    (1.0, "hold: {}", 1),
    (0.8, "repeat: 4 every {}", 4),
    (1.2, "for: {}", 1),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a timeline turned out to be. ``twice`` are sentences that are spoken more than once."""

    duration_s: float
    silent_share: float
    sentences: int
    twice: tuple[str, ...]


def make_script(minutes: int, first: int = 0) -> str:
    """The script of a routine that lasts so many minutes at normal pace.

    Routines whose ``first`` are a few hundred apart have no sentence in common, as far as :data:`_SENTENCES` go.
    """
    wanted_s = 60.0 * minutes
    size, silence_s = _best_size(minutes, first), 14.0
    for _ in range(_ROUNDS):
        timeline = _guessed(_written(minutes, first, size, silence_s))
        played = len({(event.place.section, event.place.step) for event in timeline.events})
        if abs(timeline.duration_s - wanted_s) < _NEAR_ENOUGH * wanted_s:
            break
        silence_s = max(1.0, silence_s + (wanted_s - timeline.duration_s) / played)
    return _written(minutes, first, size, silence_s)


@dataclass(frozen=True, slots=True)
class _Size:
    """How many steps there are, and in how many of the last ones only one sentence is said."""

    steps: int
    short: int = 0


def _best_size(minutes: int, first: int) -> _Size:
    """The size that sounds for the share of the time that is not silence."""

    @cache
    def sounding_s(size: _Size) -> float:
        timeline = _guessed(_written(minutes, first, size, 10.0))
        return timeline.duration_s * (1 - shape_of(timeline).silent_share)

    wanted_s, steps = 60 * minutes * float(1 - SILENT_SHARE), _FEWEST_STEPS
    for _ in range(_ROUNDS):
        before, steps = steps, max(_FEWEST_STEPS, round(steps * wanted_s / sounding_s(_Size(steps))))
        if steps == before:
            break
    if abs(sounding_s(_Size(steps)) - wanted_s) < _NEAR_ENOUGH * wanted_s:
        return _Size(steps)
    near = range(max(_FEWEST_STEPS, steps - 1), steps + 4)
    sizes = [_Size(steps, short) for steps in near for short in range(_STEPS_A_SECTION)]
    return min(sizes, key=lambda size: abs(sounding_s(size) - wanted_s))


def change_one_prompt(script: str) -> tuple[str, str]:
    """The script with one more sentence in its middle step, as a writer might add it; and that sentence."""
    lines = script.splitlines(keepends=True)
    steps = [number for number, line in enumerate(lines) if line.startswith("- ")]
    middle, sentence = steps[len(steps) // 2], "This is what the writer has added afterwards."
    lines[middle] = lines[middle].replace(" [", f" {sentence} [", 1)
    return "".join(lines), sentence


def shape_of(timeline: Timeline) -> Shape:
    """Look at a timeline: its length, how much of it is silence, and which sentences come twice."""
    silent = sum(event.length for event in timeline.events if isinstance(event, Gap))
    said = Counter(event.text for event in timeline.events if isinstance(event, Clip) and event.kind is Kind.SPEECH)
    twice = tuple(text for text, times in said.items() if times > 1)
    return Shape(timeline.duration_s, silent / timeline.length, len(said), twice)


def faults(shape: Shape, minutes: int) -> tuple[str, ...]:
    """What was promised of a routine of so many minutes and is not so; empty if all is well."""
    return tuple(_faults(shape, minutes))


def _faults(shape: Shape, minutes: int) -> Iterator[str]:
    low, high = SHARE_WITHIN
    if abs(shape.duration_s / (60 * minutes) - 1) > LENGTH_WITHIN:
        yield f"it lasts {shape.duration_s:.0f} s instead of {60 * minutes} s"
    if minutes >= SHARE_FROM_MINUTES and not low <= shape.silent_share <= high:
        yield f"{100 * shape.silent_share:.0f} % of it is silence"
    if shape.twice:
        yield f"“{shape.twice[0]}” and {len(shape.twice) - 1} more are said more than once"


def _written(minutes: int, first: int, size: _Size, silence_s: float) -> str:
    """A script of that size, sections with sides and without in turn; a step's silence is about ``silence_s``."""
    title = f"{minutes} minute{'' if minutes == 1 else 's'} of calm{f', number {first + 1}' if first else ''}"
    is_tiny = minutes < SHARE_FROM_MINUTES
    safety = [] if is_tiny else ["safety: [Stop if anything hurts.]"]
    lines = ["---", f"title: {title}", "language: en-US", *safety, "---"]
    sentences = _sentences(first, is_short=is_tiny)
    for section, begin in enumerate(range(0, size.steps, _STEPS_A_SECTION)):
        part = _part(first + section)
        has_sides = section % 2 == 0
        sides = f' {{sides="right {part}, left {part}"}}' if has_sides else ""
        lines += ["", f"## {part.capitalize()}{sides}", ""]
        for number in range(begin, min(begin + _STEPS_A_SECTION, size.steps)):
            where = "{side}" if has_sides else part
            # One step in three has a name.
            name = f"{_name(first + number)}, {where}" if number % 3 == 0 and not is_tiny else ""
            most = 1 if name or is_tiny or number >= size.steps - size.short else 2
            prompt = " ".join(sentence.format(where) for sentence in islice(sentences, most))
            lines.append(_step(f"**{name}.** {prompt}" if name else prompt, number, silence_s))
    return "\n".join(lines) + "\n"


def _step(words: str, number: int, silence_s: float) -> str:
    weight, written, beats = _SILENCES[number % len(_SILENCES)]
    length_s = max(0.5, round(weight * silence_s / beats, 1))
    return f"- {words} [{written.format(f'{length_s:g}s')}]"


def _sentences(first: int, *, is_short: bool) -> Iterator[str]:
    """Sentences with a gap for the place, from the ``first`` on; none comes twice before all have come."""
    for number in count(first):
        rest = number * _STRIDE % _SENTENCES
        chosen = []
        for words in (_ACTIONS, _WAYS, _SPOTS, _ENDINGS):
            rest, index = divmod(rest, len(words))
            chosen.append(words[index])
        action, way, spot, ending = chosen
        yield f"{action} the {spot} of the {{}} {way}{'' if is_short else ', ' + ending}."


def _name(number: int) -> str:
    kind, move = divmod(number // 3, len(_MOVES))
    return f"{_KINDS[kind % len(_KINDS)]} {_MOVES[move]}"


def _part(number: int) -> str:
    region, part = divmod(number, len(_PARTS))
    return f"{_REGIONS[region % len(_REGIONS)]}{_PARTS[part]}"


def _guessed(script: str) -> Timeline:
    return build(expand(parse(script, "made.md"), Choices("guessed")), _guess)


def _guess(source: Source) -> Samples:
    """The clip of a sentence at the usual rate, whatever it says."""
    if isinstance(source, Utterance):
        return Samples(len(source.words.split()) * 60 * SAMPLE_RATE // BASE_RATE_WPM)
    return Samples(round(_CHIMES_S[source.name] * SAMPLE_RATE))
