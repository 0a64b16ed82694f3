"""What a benchmark's contenders are held against, made before they run: ``python reference.py FOLDER VOICE MINUTES``.

FOLDER holds ``routine.md`` and ``changed.md``. Written there are ``score.tsv``, what the other ways are given to make; ``warm.raw`` and
``bed.raw``, the sound of two exports as LAME is given it; and ``reference.json``, see :class:`Reference`. It is a process of its own
with a cache of its own, so that nothing of it is left where contenders run.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.listening import sounding
from benchmarks.routine_maker import faults, shape_of
from coach.cache import Cache
from coach.files._encoding import BIT_RATE_KBPS, QUALITY
from coach.folders import Folders, shipped
from coach.programme import Wishes, open_programme
from coach.sound import Block, Pcm
from coach.timeline import BASE_RATE_WPM, Clip, Timeline, Utterance
from coach.units import samples_of, samples_to_s
from coach.voice import _measuring as measuring
from coach.voice import _piper_model as piper_model
from coach.voice._engines import PIPER
from coach.voice._finding import Finder

OTHER_PACE: Final = "1.1"
"""As times as long as written: what a warm export asks of pauses and holds after the first was made as written."""
BED: Final = "rain"
LANGUAGE: Final = "en-US"

_WARM: Final = Wishes(pauses=Fraction(OTHER_PACE), holds=Fraction(OTHER_PACE))


@dataclass(frozen=True, slots=True)
class Reference:
    """Lengths of the exports in seconds, as their timelines give them, and how much of them words and chimes sound.

    ``tool_voice`` and ``tool_speed`` make espeak-ng or Piper speak as coach has them speak; ``faults`` is what the routine
    does not keep of what was promised. ``bit_rate_kbps`` and ``quality`` are coach's.
    """

    usual_s: float
    warm_s: float
    changed_s: float
    heard_s: float
    silent_share: float
    sentences: int
    faults: tuple[str, ...]
    voice: str
    tool_voice: str
    tool_speed: float
    bit_rate_kbps: int
    quality: int


def load(folder: Path) -> Reference:
    """The reference that lies in a folder."""
    return Reference(**json.loads((folder / "reference.json").read_text()))


def make(folder: Path, voice: str, minutes: int) -> Reference:
    """Make everything. Raises CoachError."""
    script = str(folder / "routine.md")
    usual, full_name = _timeline(script, Wishes(voice=voice))
    shape = shape_of(usual)
    (folder / "score.tsv").write_text("".join(f"{kind}\t{what}\n" for kind, what in score(usual)), "utf-8")
    heard_s, warm_s = _record(script, replace(_WARM, voice=voice), folder / "warm.raw")
    _record(script, Wishes(voice=voice, bed=BED), folder / "bed.raw")
    changed, _ = _timeline(str(folder / "changed.md"), Wishes(voice=voice))
    return Reference(
        usual.duration_s,
        warm_s,
        changed.duration_s,
        heard_s,
        shape.silent_share,
        shape.sentences,
        faults(shape, minutes),
        full_name,
        *_for_tools(voice),
        BIT_RATE_KBPS,
        QUALITY,
    )


def score(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """A timeline as somebody writes it down who joins files: words, chimes by file, silences in tenths of a second."""
    for event in timeline.events:
        if not isinstance(event, Clip):
            rest_s = round(samples_to_s(samples_of(event.length)), 1)
            if rest_s:
                yield "rest", f"{rest_s:.1f}"
        elif isinstance(event.source, Utterance):
            yield "say", event.source.words
        else:
            yield "chime", str(shipped("audio_cues") / f"{event.source.name}.wav")


def _timeline(script: str, wishes: Wishes) -> tuple[Timeline, str]:
    with open_programme(script, wishes, Folders.of_user()) as opened:
        return opened.programme.timeline(), opened.speaker.voice.full_name


def _record(script: str, wishes: Wishes, path: Path) -> tuple[float, float]:
    """Write the sound of an export to a file, raw; in how many seconds of it words or chimes are heard, and its length."""
    with open_programme(script, wishes, Folders.of_user()) as opened, path.open("wb") as file:
        timeline = opened.programme.timeline()
        heard = sounding(_writing(opened.programme.render(), file))
        return heard.heard_s, timeline.duration_s


def _writing(blocks: Iterable[Block], file: BinaryIO) -> Iterator[Pcm]:
    for block in blocks:
        file.write(block.pcm.tobytes())
        yield block.pcm


def _for_tools(voice: str) -> tuple[str, float]:
    """The voice's name to other programs, and the speed to set there for coach's usual rate."""
    cache = Cache(Folders.of_user().cache)
    finder = Finder(None, cache, 1, 60.0)
    try:
        engine, found = finder.find(voice, LANGUAGE)
        rates = measuring.known_rates(finder.catalogue(engine), found, cache)
    finally:
        finder.close()
    assert rates is not None  # noqa: S101 - the words have been spoken
    setting = rates.setting(BASE_RATE_WPM)
    if found.engine == PIPER:
        return str(piper_model.joe_path()), 1 / setting
    return found.id, setting


if __name__ == "__main__":
    into = Path(sys.argv[1])
    made = make(into, sys.argv[2], int(sys.argv[3]))
    (into / "reference.json").write_text(json.dumps(asdict(made), indent=1))
