"""Measures every voice of an installed engine on every routine that ships: ``python benchmarks/voice_table.py [ROUTINE...]``.

Prints a table in Markdown: words a minute as asked and as heard, integrated loudness, true peak, and the largest step between two
samples in the margins of clips, of 65 536. For each routine the engine's best voice for its language speaks; an engine without one
is left out there.
"""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from loudness import integrated_loudness

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.errors import NotFoundError
from coach.folders import Folders, shipped
from coach.programme import Opened, Wishes, open_programme
from coach.sound import Pcm
from coach.timeline import Clip, Utterance
from coach.units import SAMPLE_RATE
from coach.voice import installed_engines
from coach.voice._calibrate import rate_wpm
from coach.voice._finishing import AFTER_S, BEFORE_S

HEAD = ("routine", "voice", "asked", "heard", "LUFS", "dBTP", "step")
BEFORE, AFTER = round(BEFORE_S * SAMPLE_RATE), round(AFTER_S * SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one routine by one voice."""

    routine: str
    voice: str
    asked_wpm: int
    heard_wpm: float
    lufs: float
    peak_dbtp: float
    step: int

    def line(self) -> str:
        """As a line of the table."""
        figures = f"{self.asked_wpm} | {self.heard_wpm:.0f} | {self.lufs:.2f} | {self.peak_dbtp:.2f} | {self.step}"
        return f"| {self.routine} | {self.voice} | {figures} |"


def row(name: str, opened: Opened) -> Row:
    """Measure what is opened."""
    programme = opened.programme
    timeline = programme.timeline()
    clips = {
        event.source for event in timeline.events if isinstance(event, Clip) and isinstance(event.source, Utterance)
    }
    sounds = {utterance: programme.sound(utterance) for utterance in clips}
    spoken = [(utterance.text, len(sound) - BEFORE - AFTER) for utterance, sound in sounds.items()]
    pcm = np.concatenate([block.pcm for block in programme.render()])
    return Row(
        name,
        opened.speaker.voice.full_name,
        programme.choices.pace.rate_wpm(),
        heard_wpm(spoken),
        float(integrated_loudness((pcm / np.float32(32768)).astype(np.float32), SAMPLE_RATE)),
        true_peak_db(pcm),
        max(map(edge_step, sounds.values())),
    )


def heard_wpm(spoken: Sequence[tuple[str, int]]) -> float:
    """Words a minute of texts and the samples they last, without the margins."""
    return rate_wpm([text for text, _ in spoken], [samples for _, samples in spoken])  # type: ignore[misc]  # counts of samples


def true_peak_db(pcm: Pcm) -> float:
    """The highest peak in dB, four times oversampled."""
    between = soxr.resample(pcm.astype(np.float32), SAMPLE_RATE, 4 * SAMPLE_RATE, quality="HQ")
    return float(20 * np.log10(np.abs(between).max() / 32768))


def edge_step(clip: Pcm) -> int:
    """The largest step in a clip's margins, from and to the silence around it."""
    whole = np.concatenate([[0], clip.astype(int), [0]])
    return int(max(np.abs(np.diff(whole[: BEFORE + 1])).max(), np.abs(np.diff(whole[-AFTER:])).max()))


def rows(names: Iterable[str]) -> Iterable[Row]:
    """Each routine by each engine that has a voice for it."""
    for name in names:
        for engine in installed_engines():
            # An engine without a voice for the language says so.
            with suppress(NotFoundError), open_programme(name, Wishes(voice=engine), Folders.of_user()) as opened:
                yield row(name, opened)


def main() -> None:
    """Print the table, line by line as it is measured."""
    names = sys.argv[1:] or sorted(path.stem for path in shipped("scripts").glob("*.md"))
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for measured in rows(names):
        print(measured.line(), flush=True)


if __name__ == "__main__":
    main()
