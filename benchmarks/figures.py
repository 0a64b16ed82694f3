"""Runs as tables in Markdown: medians with their spread, and ratios of runs of the same round."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.contenders import Run
from benchmarks.stage import Usage

RATIOS: Final = (
    ("coach-cold", "unix"),
    ("coach-cold", "python"),
    ("coach-warm", "lame"),
    ("coach-warm", "lame-default"),
    ("coach-bed", "lame-bed"),
    ("coach-one-prompt", "coach-words"),
    ("coach-one-prompt", "coach-cold"),
)
"""What is divided by what."""
GROWTH: Final = ("coach-cold", "coach-warm", "coach-bed")
"""Whose memory at the longest routine is divided by that at the shortest."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, the least and the greatest."""

    middle: float
    least: float
    greatest: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> "Spread":
        """Of at least one figure."""
        return cls(median(figures), min(figures), max(figures))

    def __str__(self) -> str:
        return f"{_short(self.middle)} ({_short(self.least)}–{_short(self.greatest)})"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [" | ".join(map(str, row)) for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {line} |" for line in lines)


def usage_table(runs: Sequence[Run], notes: dict[str, str]) -> str:
    """A row for each contender of one length; what did not run is told by its note."""
    head = ("contender", "wall s", "CPU s", "memory of all MB", "largest process MB", "runs")
    return table(head, _usage_rows(runs, notes))


def ratio_table(runs: Sequence[Run], pairs: Iterable[tuple[str, str]] = RATIOS) -> str:
    """Ratios within the same round, of wall and of processor time; of what ran in the same rounds, and empty if nothing did."""
    rows = []
    for over, under in pairs:
        both = [(a.usage, b.usage) for a, b in _pairs(runs, over, under)]
        if both:
            wall = Spread.of([a.wall_s / b.wall_s for a, b in both])
            cpu = Spread.of([a.cpu_s / b.cpu_s for a, b in both if b.cpu_s])
            rows.append((f"{over} / {under}", wall, cpu))
    return table(("ratio, of the same round", "wall", "CPU"), rows) if rows else ""


def growth_table(runs: Sequence[Run]) -> str:
    """How memory grows with the length of the routine; empty if only one length has run."""
    lengths = sorted({run.minutes for run in runs})
    if len(lengths) < 2:
        return ""
    rows = []
    for name in GROWTH:
        ends = [
            [run for run in finished(runs, name) if run.minutes == minutes] for minutes in (lengths[0], lengths[-1])
        ]
        if all(ends):
            rows.append((name, *(_ratio_of_medians(ends, memory) for memory in (_all_mb, _largest_mb))))
    head = f"memory, {lengths[-1]} minutes / {lengths[0]} minutes"
    return table((head, "of all", "largest process"), rows)


def finished(runs: Iterable[Run], name: str) -> list[Run]:
    """The runs of a contender that were not stopped and not at fault."""
    return [run for run in runs if run.contender == name and not run.was_stopped and not run.faults]


def _usage_rows(runs: Sequence[Run], notes: dict[str, str]) -> Iterator[Sequence[object]]:
    for name in dict.fromkeys([*(run.contender for run in runs), *notes]):
        usages = [run.usage for run in finished(runs, name)]
        if usages:
            memory = [mb for usage in usages if (mb := _all_mb(usage)) is not None]
            yield (
                name,
                Spread.of([usage.wall_s for usage in usages]),
                Spread.of([usage.cpu_s for usage in usages]),
                Spread.of(memory) if memory else "not told",
                Spread.of([usage.largest_rss_mb for usage in usages]),
                len(usages),
            )
        if name in notes:
            yield name, notes[name], "", "", "", 0


def _pairs(runs: Sequence[Run], over: str, under: str) -> Iterator[tuple[Run, Run]]:
    below = {(run.minutes, run.round): run for run in finished(runs, under)}
    for run in finished(runs, over):
        if other := below.get((run.minutes, run.round)):
            yield run, other


def _ratio_of_medians(ends: Sequence[Sequence[Run]], memory: Callable[[Usage], float | None]) -> str:
    short, long = ([mb for run in runs if (mb := memory(run.usage)) is not None] for runs in ends)
    return _short(median(long) / median(short)) if short and long else "not told"


def _all_mb(usage: Usage) -> float | None:
    return usage.peak_pss_mb or usage.peak_rss_mb


def _largest_mb(usage: Usage) -> float | None:
    return usage.largest_rss_mb


def _short(figure: float) -> str:
    """Three digits that matter."""
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"
