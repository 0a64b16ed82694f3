"""What a page needs to place a routine by itself, for whatever its listener chooses: the moments of every section, and all sounds. Pure.

A section is expanded by itself for each guidance and each of the options that make a difference to it; one after the other, the sections
are what expanding the whole routine gives. So nothing of the rules of expanding is written a second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from coach.files import SoundRun
from coach.page._chains import Edge, Run, TooCloseError, all_runs
from coach.page._score_moments import MomentWriter
from coach.script import Routine, Section
from coach.timeline import Choices, Clip, Event, Gap, Guidance, Kind, Measure, Moment, Place, Utterance, expand
from coach.units import Frames

MOST_OPTIONS: Final = 4
"""A section that asks for more options than these has too many forms."""

LARGEST: Final = 2**53
"""Whole numbers below it are exact in JSON, as browsers read it."""

_LONGEST_S: Final = 86_400
_HERE: Final = Place(0, "", 0, "")


@dataclass(frozen=True, slots=True)
class Score:
    """The data for the page's script, and the sounds that it names by their numbers."""

    data: Mapping[str, object]
    sounds: tuple[SoundRun, ...]


def score_of(routine: Routine, choices: Choices, share: Fraction, measure: Measure) -> Score | None:
    """The score of a routine as somebody chose it; None if nobody else can choose otherwise.

    So it is where the voice eases off, which makes words of their own for every choice; where a section has too many forms; and where it
    has no silence that lasts. Raises as ``measure`` does.
    """
    options = [_options(routine, section) for section in routine.sections]
    if choices.taper or any(len(names) > MOST_OPTIONS for names in options):
        return None
    writer = MomentWriter(choices.pace, measure)
    everything = frozenset(range(len(routine.sections)))
    opening: dict[str, list[int]] = {}
    forms: list[dict[str, list[list[int]]]] = [{} for _ in routine.sections]
    runs: dict[Run, int] = {}
    end = 0
    for guidance in sorted(Guidance, key=lambda each: each is not choices.guidance):
        chosen = replace(choices, guidance=guidance, dropped=everything)
        *first, last = expand(routine, chosen)
        opening[guidance.value] = [writer.number(moment) for moment in first]
        end = writer.number(last)
        for index, names in enumerate(options):
            forms[index][guidance.value] = [
                [writer.number(moment) for moment in _alone(routine, chosen, index, held, len(first))]
                for held in _subsets(names)
            ]
        edges = [[_edges(form, writer) for form in one[guidance.value]] for one in forms]
        try:
            for run in all_runs(_edges(opening[guidance.value], writer), edges, writer.edges[end][0]):
                runs.setdefault(run, len(runs))
        except TooCloseError:
            return None
    for clip in sorted(writer.alone):
        runs.setdefault((clip,), len(runs))
    unit, moments = writer.written()
    if unit * _LONGEST_S >= LARGEST:
        return None
    clips = list(writer.clips)
    data = {
        "unit": unit,
        "clips": [
            [writer.frames(number), source.text if isinstance(source, Utterance) else ""]
            for number, (source, _) in enumerate(clips)
        ],
        "runs": {"+".join(map(str, run)): number for run, number in runs.items()},
        "places": [[one.section, one.section_title, one.step, one.step_title] for one in writer.places],
        "moments": moments,
        "opening": opening,
        "sections": [
            {"title": section.title, "optional": section.optional, "options": names, "forms": one}
            for section, names, one in zip(routine.sections, options, forms, strict=True)
        ],
        "end": end,
        "usual": {
            "pauses": 100,
            "holds": 100,
            "guidance": choices.guidance.value,
            "options": sorted(choices.options),
            "dropped": sorted(choices.dropped),
            "share": [str(share.numerator), str(share.denominator)],
        },
    }
    return Score(data, tuple(SoundRun(tuple(_events(run, writer))) for run in runs))


def _options(routine: Routine, section: Section) -> list[str]:
    """The routine's options that make a difference to a section, in their order."""
    asked = {one.option for one in (*section.conditions, *(one for step in section.steps for one in step.conditions))}
    return [option.name for option in routine.options if option.name in asked]


def _subsets(names: Sequence[str]) -> Iterator[frozenset[str]]:
    """All of them, in the order of the numbers whose bits they are."""
    for number in range(2 ** len(names)):
        yield frozenset(name for bit, name in enumerate(names) if number >> bit & 1)


def _alone(routine: Routine, choices: Choices, index: int, held: frozenset[str], before: int) -> tuple[Moment, ...]:
    """The moments of a section, without those of the opening and the end."""
    moments = tuple(expand(routine, replace(choices, options=held, dropped=choices.dropped - {index})))
    return moments[before:-1]


def _edges(form: Sequence[int], writer: MomentWriter) -> list[Edge]:
    return [edge for number in form for edge in writer.edges[number]]


def _events(run: Run, writer: MomentWriter) -> Iterator[Event]:
    clips = list(writer.clips)
    at = 0
    for index, number in enumerate(run):
        if index % 2 == 0:
            source, gain_db = clips[number]
            kind = Kind.SPEECH if isinstance(source, Utterance) else Kind.CHIME
            yield Clip(Frames(at), writer.frames(number), kind, _HERE, source, gain_db)
            at += writer.frames(number)
        elif number:
            yield Gap(Frames(at), Frames(number), Kind.PAUSE, _HERE)
            at += number
