"""When each kind of thing happens, as shares of the whole: what every picture is drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.timeline import Clip, Event, Kind, Timeline
from coach.units import Frames


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to ``end``, both shares of the whole from 0 to 1; ``parts`` tells of how many it was joined."""

    start: float
    end: float
    parts: int = 1

    @property
    def length(self) -> float:
        """Its share of the whole."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class ChapterBar:
    """A section as it is in a picture: ``number`` counts from 1, ``at`` is where it begins in the timeline."""

    number: int
    title: str
    at: Frames
    stretch: Stretch


def stretches(timeline: Timeline) -> Mapping[Kind, tuple[Stretch, ...]]:
    """Each event as a stretch of its kind, in order; kinds that do not happen are left out.

    A tick that begins a beat belongs to the beat, and a word of a breath to its phase.
    """
    found: dict[Kind, list[Stretch]] = {}
    whole = timeline.length
    begin: Frames | None = None
    for event, following in pairwise((*timeline.events, None)):
        if event is None:  # what stands behind the last event
            break
        if _is_tick(event, following):
            begin = event.start
            continue
        start = event.start if begin is None else begin
        found.setdefault(event.kind, []).append(Stretch(start / whole, (event.start + event.length) / whole))
        begin = None
    return {kind: tuple(all_of_it) for kind, all_of_it in found.items()}


def chapters(timeline: Timeline) -> tuple[ChapterBar, ...]:
    """The sections in order, one after the other without holes."""
    markers, whole = timeline.chapters(), timeline.length
    edges = pairwise((*(marker.at for marker in markers), whole))
    return tuple(
        ChapterBar(number, marker.title, begin, Stretch(begin / whole, end / whole))
        for number, (marker, (begin, end)) in enumerate(zip(markers, edges, strict=True), start=1)
    )


def thinned(parts: Iterable[Stretch], finest: float) -> tuple[Stretch, ...]:
    """Those that begin at least ``finest`` after the one before: the others would be drawn over each other."""
    kept: list[Stretch] = []
    for part in parts:
        if not kept or part.start - kept[-1].start >= finest:
            kept.append(part)
    return tuple(kept)


def seen(sections: Sequence[ChapterBar], finest: float) -> tuple[ChapterBar, ...]:
    """The sections as far as they can be told apart: one that begins less than ``finest`` after another goes under in that."""
    kept: list[ChapterBar] = []
    for section in sections:
        if kept and section.stretch.start - kept[-1].stretch.start < finest:
            kept[-1] = replace(kept[-1], stretch=replace(kept[-1].stretch, end=section.stretch.end))
        else:
            kept.append(section)
    return tuple(kept)


def told_apart(parts: Mapping[Kind, Sequence[Stretch]], finest: float) -> Mapping[Kind, tuple[Stretch, ...]]:
    """The stretches of kinds that are drawn beside each other, as far as they can be told apart; none lies over another.

    Those of one kind that follow each other less than ``finest`` apart become one; none is shorter than ``finest``, and one that would
    have to stand where another does is left out. So there are at most 1 / ``finest``, however long the timeline is.
    """
    in_order = sorted(
        ((part, kind) for kind, all_of_it in parts.items() for part in all_of_it), key=lambda both: both[0].start
    )
    found: list[tuple[Kind, Stretch]] = []
    for part, kind in in_order:
        before, last = found[-1] if found else (None, Stretch(0, 0))
        if kind is before and part.start - last.end < finest:
            found[-1] = (kind, replace(last, end=max(last.end, part.end), parts=last.parts + part.parts))
            continue
        start = max(part.start, last.end)
        is_cut_short = start > part.start and part.end - start < finest / 2
        end = min(max(part.end, start + finest), 1)
        start = min(start, max(end - finest, 0))
        if not is_cut_short and start >= last.end:
            found.append((kind, Stretch(start, end, part.parts)))
    return {kind: tuple(part for other, part in found if other is kind) for kind in parts}


def _is_tick(event: Event, following: Event | None) -> bool:
    begins = event.kind is Kind.CHIME or (isinstance(event, Clip) and event.is_phase)
    return begins and following is not None and following.kind is Kind.REPEAT and following.place == event.place
