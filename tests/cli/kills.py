"""Killing sessions at random moments, and telling from a recording of the loudspeaker whether they go on where they were."""

import os
import random
import signal
import subprocess
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np

from coach.sound import Pcm
from coach.units import SAMPLE_RATE
from tests.cli.helpers import COACH, LIMIT_S
from tests.rig import Recording, Rig

SECTIONS: Final = 3
STEPS: Final = 24
"""Numbered from 1 through all sections; 0 is the opening, and the one after the last is the end."""
END: Final = STEPS + 1

AHEAD_S: Final = 0.22
"""What is handed out is heard about so much later: 160 ms in the sound system, and 60 ms until the recorder has it."""

_TONE: Final = 20 * 1152
"""Samples of each step's tone: a whole number of frames, about half a second."""
_REST_S: Final = 0.5
"""After a chime a second of silence is usual, after the last of a section three; they are asked for half as long."""
_SECTION_REST_S: Final = 1.5
_WINDOW: Final = 1024
_RUN: Final = 6
"""So many windows with the same tone, a good 70 ms, are that tone and no word."""


class Verdict(StrEnum):
    """What a session that goes on says, against what was heard before the kill."""

    RIGHT = "the step that was heard"
    AHEAD = "the next one, within what the sound system holds"
    WRONG = "another"


@dataclass(frozen=True)
class Kill:
    """One kill: the last step heard, how many seconds of it, what was said on going on, and what to think of that.

    ``said`` is None if nothing is saved.
    """

    heard: int
    into_s: float
    said: int | None
    verdict: Verdict


def write_routine(folder: Path) -> Path:
    """A routine whose every step is a tone of its own; a script, and sound files beside it."""
    folder.mkdir()
    lines = ["---", "title: Tones", "language: en-US", "---", ""]
    for step in range(1, STEPS + 1):
        if (step - 1) % (STEPS // SECTIONS) == 0:
            lines += ["", f"## Part {1 + (step - 1) * SECTIONS // STEPS}", ""]
        lines.append(f"- **Step {step}.** [sound: tone{step}]")
        with wave.open(str(folder / f"tone{step}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(_tone(step).tobytes())
    path = folder / "tones.md"
    path.write_text("\n".join(lines) + "\n")
    return path


def killed_sessions(
    rig: Rig, routine: Path, state: Path, count: int, longest_s: float, seed: int
) -> Iterator[Kill | None]:
    """Kill the same session over and over, each time going on where it ended; when it comes to its end, begin anew and give None.

    Each life lasts up to ``longest_s`` seconds from its first sound, at random from ``seed``.
    """
    moments = random.Random(seed)
    env = os.environ | rig.env | {"COACH_STATE": str(state)}
    anew = ["play", str(routine), "--guidance", "silent", "--pauses", "0.5", "--speech-rate", "300"]
    before: tuple[int, float] | None = None
    done = 0
    while done < count:
        with rig.record() as recording, _Life(env, anew if before is None else ["resume"]) as process:
            resumed = None if before is None else _said(process)
            if before is not None:
                done += 1
                yield Kill(*before, resumed, verdict(*before, resumed))
            if done == count:
                return
            if before is not None and resumed is None:  # it was killed between its end and its exit
                before = None
                continue
            # Half of the beginnings get over the long opening, so that not most kills are in it.
            extra_s = _length_s(0) if resumed is None and moments.random() < 0.5 else 0.0
            length = round((extra_s + moments.uniform(0, longest_s)) * SAMPLE_RATE)
            before = _life(process, recording, length, resumed)
        if before is None:
            assert not list(state.glob("sessions/*")), "a session that has come to its end is still saved"
            yield None


def verdict(heard: int, into_s: float, said: int | None) -> Verdict:
    """What to think of going on with ``said``, ``into_s`` seconds after the beginning of the step ``heard`` last.

    Nothing to go on with is right where all had been heard.
    """
    if said is None:
        is_over = heard == STEPS and into_s >= _length_s(STEPS) + len(_chime("finished")) / SAMPLE_RATE - AHEAD_S
        return Verdict.RIGHT if is_over else Verdict.WRONG
    if said == heard:
        return Verdict.RIGHT
    if said == heard + 1 and into_s >= _length_s(heard) - AHEAD_S:
        # The end has no tone: where the last step was over it is what was heard.
        return Verdict.RIGHT if said == END and into_s >= _length_s(heard) else Verdict.AHEAD
    return Verdict.WRONG


def tones(heard: Pcm) -> list[tuple[int, int]]:
    """The steps whose tones are heard, and where each tone begins, in samples."""
    starts = range(0, len(heard) - _WINDOW + 1, _WINDOW // 2)
    steps = [_step_of(heard[start : start + _WINDOW]) for start in starts]
    found: list[tuple[int, int]] = []
    for number in range(len(steps) - _RUN + 1):
        step = steps[number]
        if step and steps[number : number + _RUN] == [step] * _RUN and (not found or found[-1][0] != step):
            found.append((step, number * _WINDOW // 2))
    return found


def _life(
    process: "subprocess.Popen[str]", recording: Recording, length: int, resumed: int | None
) -> tuple[int, float] | None:
    """Let it live for ``length`` samples from its first sound, then kill it: the last step heard, and seconds since it began.

    None if it has come to its end before. ``resumed`` is the step that it says it goes on with; None if it begins anew.
    """
    begin = int(np.flatnonzero(recording.wait_until(lambda samples: bool(samples.any())))[0])
    recording.wait_until(lambda samples: len(samples) >= begin + length or process.poll() is not None)
    if process.poll() is not None:
        assert process.returncode == 0
        return None
    killed_at = len(recording)
    process.send_signal(signal.SIGKILL)
    process.wait(LIMIT_S)
    heard = recording.wait_more(SAMPLE_RATE // 5)
    if found := tones(heard):
        step, at = found[-1]
        return step, (killed_at - at) / SAMPLE_RATE
    if resumed is None:
        return 0, (killed_at - begin) / SAMPLE_RATE
    again = _after_words(heard, begin)
    return resumed, 0.0 if resumed or again is None else (killed_at - again) / SAMPLE_RATE


def _after_words(heard: Pcm, begin: int) -> int | None:
    """Where sound begins again after words that end in a silence of a second; None if it doesn't."""
    loud = np.flatnonzero(heard[begin:]) + begin
    after = np.flatnonzero(np.diff(loud) > SAMPLE_RATE * 0.8)
    return int(loud[after[0] + 1]) if len(after) else None


class _Life:
    """A session in a process of its own; nothing of it is left afterwards."""

    def __init__(self, env: dict[str, str], arguments: list[str]) -> None:
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [*COACH, *arguments], env=env, stdin=quiet, stdout=quiet, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "subprocess.Popen[str]":
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait(LIMIT_S)
        if self._process.stderr:
            self._process.stderr.close()


def _said(process: "subprocess.Popen[str]") -> int | None:
    """The step that it says it goes on with; None if it says that nothing is saved."""
    lines = []
    for line in process.stderr or ():
        lines.append(line)
        if line.startswith("Continuing with: "):
            name = line.removeprefix("Continuing with: ").strip().removesuffix(".")
            known = {"Before you begin": 0, f"Part {SECTIONS}": END}
            return known[name] if name in known else int(name.removeprefix("Step "))
    if "There is no unfinished session" in "".join(lines):
        return None
    raise AssertionError(f"it does not go on: {''.join(lines)}")


def _length_s(step: int) -> float:
    if step == 0:
        return -(-len(_chime("start")) // 1152) * 1152 / SAMPLE_RATE + _REST_S
    is_last = step % (STEPS // SECTIONS) == 0
    return _TONE / SAMPLE_RATE + (_SECTION_REST_S if is_last else _REST_S)


def _chime(name: str) -> Pcm:
    with wave.open(str(Path(__file__).parents[2] / "audio_cues" / f"{name}.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)


def _hz(step: int) -> float:
    """Higher than the strong sounds of speech and of the chimes, and more than two bins of a window apart."""
    return 1500 + 100 * step


def _tone(step: int) -> Pcm:
    return (8000 * np.sin(2 * np.pi * _hz(step) * np.arange(_TONE) / SAMPLE_RATE)).astype("<i2")


def _step_of(window: Pcm) -> int:
    """The step whose tone fills a window; 0 if none does."""
    power = np.abs(np.fft.rfft(window * np.hanning(_WINDOW))) ** 2
    peak = int(power.argmax())
    if power.sum() < 1e6 or power[max(0, peak - 2) : peak + 3].sum() < 0.98 * power.sum():
        return 0
    step = round((peak * SAMPLE_RATE / _WINDOW - 1500) / 100)
    return step if 1 <= step <= STEPS else 0
