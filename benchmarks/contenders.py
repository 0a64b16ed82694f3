"""Who competes: coach in the states its cache can be in, the two ways people do it without coach, and LAME alone."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from subprocess import CalledProcessError
from typing import Final

from benchmarks.listening import probe, sounding_of_file
from benchmarks.reference import BED, OTHER_PACE, Reference
from benchmarks.stage import COACH, HERE, Stage, Usage, empty_folder, environment, measured

OUT: Final = "out.mp3"
NO_REPLAYGAIN: Final = "--noreplaygain"
"""By default LAME's program also measures ReplayGain, which neither coach nor ffmpeg have it do. Its recursive filters ring on into exact
silence with numbers so small (subnormal) that processors take many times as long for them: most of the time goes there."""

Lengths = Callable[[Reference], tuple[float, float]]
"""Between which lengths, in seconds, a file must be."""


class Kept(StrEnum):
    """What a cache holds when a contender begins."""

    NOTHING = "nothing"
    WORDS = "words"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to make the MP3: ``command`` is run in an empty folder and writes :data:`OUT` there.

    ``most_minutes`` is the longest routine it is asked for, and ``why`` the reason.
    """

    name: str
    what: str
    command: Callable[[Stage], list[str]]
    lengths: Lengths
    kept: Kept = Kept.NOTHING
    has_bed: bool = False
    has_new_sentence: bool = False
    is_for_espeak: bool = False
    most_minutes: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one contender. ``faults`` tell what is wrong with it or with its file; nothing was looked at if it was stopped."""

    minutes: int
    round: int
    contender: str
    usage: Usage
    faults: tuple[str, ...]

    @property
    def was_stopped(self) -> bool:
        """Whether it reached the time limit."""
        return self.usage.exit_code is None


def run_once(contender: Contender, stage: Stage, number: int, limit_s: float, *, listen: bool) -> Run:
    """Run a contender by itself, look at its file, and put its cache back. ``listen`` decodes the file too."""
    with empty_folder(stage.folder) as folder:
        home, cwd = folder / "home", folder / "cwd"
        home.mkdir()
        cwd.mkdir()
        kept = {Kept.WORDS: stage.spoken, Kept.EXPORT: stage.exported}.get(contender.kept)
        encoding = {"KBPS": str(stage.reference.bit_rate_kbps), "QUALITY": str(stage.reference.quality)}
        env = environment(home, kept.folder if kept else home / "cache") | encoding
        usage, said = measured(contender.command(stage), cwd, env, limit_s)
        if kept:
            kept.restore()
        faults = (
            () if usage.exit_code is None else tuple(_faults(contender, stage, cwd / OUT, usage, said, listen=listen))
        )
    return Run(stage.minutes, number, contender.name, usage, faults)


def _faults(contender: Contender, stage: Stage, path: Path, usage: Usage, said: str, *, listen: bool) -> Iterator[str]:
    if usage.exit_code:
        yield f"exit code {usage.exit_code}: {said}"
        return
    if usage.left_behind:
        yield f"{usage.left_behind} processes were still running when it had ended"
    try:
        told = probe(path)
    except CalledProcessError as error:
        yield f"ffprobe cannot read the file: {error.stderr.decode(errors='replace').strip()}"
        return
    shortest_s, longest_s = contender.lengths(stage.reference)
    if not shortest_s <= told.duration_s <= longest_s:
        yield f"lasts {told.duration_s:.1f} s, not {shortest_s:.1f} to {longest_s:.1f} s"
    if (told.sample_rate, told.channels) != (44_100, 1) or round(told.bit_rate / 1000) != stage.reference.bit_rate_kbps:
        yield f"is of {told.sample_rate} Hz, {told.channels} channels, {told.bit_rate} bits a second"
    if contender.has_new_sentence and stage.sentence not in told.lyrics:
        yield "has not the changed words"
    if listen:
        yield from _heard_faults(contender, stage.reference, path, told.duration_s)


def _heard_faults(contender: Contender, reference: Reference, path: Path, duration_s: float) -> Iterator[str]:
    heard = sounding_of_file(path)
    wanted_s = reference.heard_s
    # The new sentence is the only one of its kind, and may be said on both sides.
    more_s = 10.0 if contender.has_new_sentence else 0.0
    if not 0.85 * wanted_s <= heard.heard_s <= 1.15 * wanted_s + more_s:
        yield f"words and chimes are heard for {heard.heard_s:.1f} s instead of {wanted_s:.1f} s"
    if contender.has_bed and heard.audible_s < duration_s - _BED_ENDS_S:
        yield f"only {heard.audible_s:.1f} s of it are not silent, although there is a bed"
    if not contender.has_bed and heard.audible_s > duration_s - reference.usual_s * reference.silent_share / 2:
        yield f"{heard.audible_s:.1f} s of it are not silent"


_BED_ENDS_S: Final = 15.0
"""At the beginning and the end a bed comes and goes."""
_ENDS_S: Final = 0.05
_TAIL_S: Final = 0.8
"""Each file of an engine ends in up to so much silence, which people who join files keep."""


def _near(length: Callable[[Reference], float]) -> Lengths:
    """What coach's own timeline says, but for a frame or two more or less where the voice has spoken anew."""
    return lambda reference: (length(reference) * 0.998 - _ENDS_S, length(reference) * 1.002 + _ENDS_S)


def _joined(reference: Reference) -> tuple[float, float]:
    """The same words and silences, joined by others."""
    return reference.usual_s * 0.99, reference.usual_s * 1.01 + _TAIL_S * reference.sentences


def _coach(script: str, *options: str) -> Callable[[Stage], list[str]]:
    return lambda stage: [COACH, "export", stage.path(script), "--voice", stage.voice, "-o", OUT, *options]


def _lame(raw: str, *options: str) -> Callable[[Stage], list[str]]:
    def command(stage: Stage) -> list[str]:
        kbps, quality = str(stage.reference.bit_rate_kbps), str(stage.reference.quality)
        how = ["--quiet", "-r", "-s", "44.1", "--bitwidth", "16", "-m", "m", "--cbr", "-b", kbps, "-q", quality]
        return ["lame", *how, *options, stage.path(raw), OUT]

    return command


def _other_way(*program: str) -> Callable[[Stage], list[str]]:
    def command(stage: Stage) -> list[str]:
        made = stage.reference
        return [*program, stage.path("score.tsv"), made.tool_voice, f"{made.tool_speed:.3g}", OUT]

    return command


_usual, _warm, _changed = (
    _near(lambda reference: reference.usual_s),
    _near(lambda reference: reference.warm_s),
    _near(lambda reference: reference.changed_s),
)
_other_pace: Final = ("--pauses", OTHER_PACE, "--holds", OTHER_PACE)

CONTENDERS: Final = (
    Contender(
        "coach-cold", "`coach export`, empty cache: the voice is measured, and speaks", _coach("routine.md"), _usual
    ),
    Contender(
        "coach-words",
        "`coach export`, words cached, nothing encoded yet",
        _coach("routine.md"),
        _usual,
        Kept.WORDS,
    ),
    Contender(
        "coach-warm",
        f"`coach export --pauses {OTHER_PACE} --holds {OTHER_PACE}` after an export as written",
        _coach("routine.md", *_other_pace),
        _warm,
        Kept.EXPORT,
    ),
    Contender(
        "coach-bed",
        f"`coach export --bed {BED}` after an export without",
        _coach("routine.md", "--bed", BED),
        _usual,
        Kept.EXPORT,
        has_bed=True,
    ),
    Contender(
        "coach-one-prompt",
        "`coach export` after an export, with one sentence more in the script",
        _coach("changed.md"),
        _changed,
        Kept.EXPORT,
        has_new_sentence=True,
    ),
    Contender(
        "unix", "espeak-ng (or Piper), sox, lame: `unix_way.sh`", _other_way("bash", str(HERE / "unix_way.sh")), _joined
    ),
    Contender(
        "python",
        "pyttsx3, pydub, ffmpeg: `python_way.py`",
        _other_way(sys.executable, str(HERE / "python_way.py")),
        _joined,
        is_for_espeak=True,
        most_minutes=120,
        why="pydub copies all there is at each join, so that time grows with the square of the length",
    ),
    Contender("lame", "LAME alone, on the sound of coach-warm, raw", _lame("warm.raw", NO_REPLAYGAIN), _warm),
    Contender(
        "lame-default",
        "LAME as its program comes, which measures ReplayGain too",
        _lame("warm.raw"),
        _warm,
        most_minutes=60,
        why="a minute takes as long as in shorter routines, and that is long",
    ),
    Contender(
        "lame-bed", "LAME alone, on the sound of coach-bed, raw", _lame("bed.raw", NO_REPLAYGAIN), _usual, has_bed=True
    ),
)
