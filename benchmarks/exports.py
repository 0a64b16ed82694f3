"""Compares ways to make an MP3 of a routine, each as a whole process: ``python benchmarks/exports.py [--small]``; Linux only.

Needs espeak-ng, sox, lame, ffmpeg and, for the first sound of a session, pulseaudio. Prints tables in Markdown; docs/performance.md
tells how to read them. Exits with 1 if any file is not as long as it should be, or does not sound as it should; with 2 if it cannot
measure at all.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import many_routines
from benchmarks.contenders import CONTENDERS, Contender, Run, run_once
from benchmarks.figures import growth_table, ratio_table, usage_table
from benchmarks.machine import facts
from benchmarks.stage import BenchmarkError, Stage, prepare
from benchmarks.starts import Start, start_table, start_times

STARTS: Final = "starts"
ALL: Final = "all"
NAMES: Final = (*(contender.name for contender in CONTENDERS), STARTS, ALL)
TOOLS: Final = ("bash", "espeak-ng", "sox", "lame", "ffmpeg", "ffprobe", "taskset")
SMALL_MINUTES: Final = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    minutes: list[int]
    rounds: int
    only: Sequence[str]
    voice: str
    limit: float
    small: bool
    json: Path | None
    folder: Path | None


def main() -> int:
    """Measure, print, and tell whether all was right."""
    wanted = _arguments()
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    runs: list[Run] = []
    starts: list[Start] = []
    told = facts()
    print("\n".join(f"- {name}: {value}" for name, value in told.items()))
    try:
        with tempfile.TemporaryDirectory(prefix="coach-exports-", dir=wanted.folder) as name:
            folder = Path(name)
            for minutes in wanted.minutes:
                runs += _of_one_length(folder, minutes, wanted)
            if wanted.minutes[1:]:
                print(f"\n{growth_table(runs)}")
            runs += _over_all(folder, wanted)
            starts += _starts(folder, wanted)
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        figures = {
            "machine": told,
            "runs": [asdict(run) for run in runs],
            "starts": [asdict(start) for start in starts],
        }
        wanted.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    faults = [
        f"{run.contender}, {run.minutes} minutes, round {run.round + 1}: {fault}"
        for run in runs
        for fault in run.faults
    ]
    print("\n".join(f"WRONG: {fault}" for fault in faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


def _arguments() -> Wanted:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=int, nargs="+", default=[5, 60, 300], help="lengths of the routine")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender runs, in turn with the others")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--voice", default="pyttsx3", help="coach's voice: pyttsx3 (espeak-ng) or piper:joe")
    parser.add_argument("--limit", type=float, default=900.0, metavar="SECONDS", help="when a run is stopped")
    parser.add_argument(
        "--small", action="store_true", help="everything once, to see that it is right; times mean little"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument(
        "--folder", type=Path, metavar="FOLDER", help="where to work, with room for 8 GB for 300 minutes"
    )
    wanted = Wanted(**vars(parser.parse_args()))
    if wanted.small:
        return replace(wanted, minutes=[SMALL_MINUTES], rounds=1)
    return replace(wanted, minutes=sorted(wanted.minutes))


def _of_one_length(folder: Path, minutes: int, wanted: Wanted) -> list[Run]:
    """All rounds of all contenders at one length, and its tables."""
    chosen = [contender for contender in CONTENDERS if contender.name in wanted.only]
    if not chosen:
        return []
    _say(f"{minutes} minutes: preparing")
    stage = prepare(folder / f"{minutes}-minutes", minutes, wanted.voice)
    notes = {contender.name: why for contender in chosen if (why := _left_out(contender, stage))}
    runs = list(_rounds([contender for contender in chosen if contender.name not in notes], stage, wanted))
    shutil.rmtree(stage.folder)
    notes |= {run.contender: f"stopped after {wanted.limit:.0f} s" for run in runs if run.was_stopped}
    made = stage.reference
    print(f"\n## {_count(minutes, 'minute')}\n")
    print(
        f"{made.usual_s:.0f} s of {made.voice}, {100 * made.silent_share:.0f} % of it silence, {made.sentences} sentences; "
        f"{_count(wanted.rounds, 'round')}. Medians, with the least and the greatest.\n"
    )
    print("\n".join(f"- {contender.name}: {contender.what}" for contender in chosen))
    print(f"\n{usage_table(runs, notes)}\n\n{ratio_table(runs)}".rstrip(), flush=True)
    return runs


def _rounds(contenders: Sequence[Contender], stage: Stage, wanted: Wanted) -> Iterator[Run]:
    """In turn, each round beginning with another; who was stopped once does not run again. Files are listened to in the first."""
    stopped: set[str] = set()
    for number in range(wanted.rounds):
        first = number % max(1, len(contenders))
        for contender in (*contenders[first:], *contenders[:first]):
            if contender.name not in stopped:
                run = run_once(contender, stage, number, wanted.limit, listen=number == 0)
                _say(f"{stage.minutes} minutes, round {number + 1}: {contender.name} {run.usage.wall_s:.2f} s")
                stopped |= {run.contender} if run.was_stopped else set()
                yield run


def _left_out(contender: Contender, stage: Stage) -> str:
    """Why a contender does not run at all; empty if it does."""
    if contender.most_minutes is not None and stage.minutes > contender.most_minutes:
        return f"left out: {contender.why}"
    if contender.is_for_espeak and stage.reference.tool_voice.endswith(".onnx"):
        return "left out: it does not speak with Piper"
    return ""


def _over_all(folder: Path, wanted: Wanted) -> list[Run]:
    """``coach export --all``, and its tables."""
    if ALL not in wanted.only:
        return []
    routines = many_routines.SMALL_ROUTINES if wanted.small else many_routines.ROUTINES
    minutes = SMALL_MINUTES if wanted.small else many_routines.MINUTES
    print(f"\n## `coach export --all`: {routines} routines of {_count(minutes, 'minute')}\n")
    if not many_routines.is_there():
        print("not there")
        return []
    scripts = folder / "routines"
    many_routines.make_scripts(scripts, routines, minutes)
    runs = []
    for number in range(wanted.rounds):
        for run in many_routines.runs_over_all(scripts, wanted.voice, number, minutes, wanted.limit):
            _say(f"round {number + 1}: {run.contender} {run.usage.wall_s:.2f} s")
            runs.append(run)
    notes = {run.contender: f"stopped after {wanted.limit:.0f} s" for run in runs if run.was_stopped}
    print(f"{usage_table(runs, notes)}\n\n{ratio_table(runs, many_routines.RATIOS)}", flush=True)
    return runs


def _starts(folder: Path, wanted: Wanted) -> list[Start]:
    """Whole-process starts, and their table."""
    if STARTS not in wanted.only:
        return []
    starts = list(start_times(folder, wanted.voice, wanted.rounds))
    print(f"\n## Starts\n\n{start_table(starts)}", flush=True)
    return starts


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    # An exception, so that whatever runs ends with it, and gigabytes of sound are not left behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    sys.exit(main())
