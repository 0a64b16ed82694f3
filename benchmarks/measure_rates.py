"""Measures how fast engines speak, for the table that comes with the program: ``python benchmarks/measure_rates.py [ENGINE...]``.

Every voice of each engine, as installed here, is measured at every point of its speed knob, and written to ``coach/voice/rates.json``:
what stands there of other versions stays, as long as it was measured in the same way. Run it when a new version of an engine comes out,
or when the passage or the processing of clips has changed; takes a few minutes. A voice that cannot say the passage, such as one for
another script, is left out. An engine that never says a thing twice alike, as
neural ones don't, is measured ``TIMES`` times over, and the mean is kept.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.cache import Cache
from coach.errors import VoiceError
from coach.voice import VoiceInfo, installed_engines
from coach.voice._calibrate import Calibration, calibrated
from coach.voice._catalogue import Catalogue
from coach.voice._finding import Finder
from coach.voice._measuring import measure
from coach.voice._shipped_rates import RATES_FILE, measured_with, speaker_of

TIMES: Final = {"piper": 5}
DEADLINE_S: Final = 300.0


def main(engines: Sequence[str]) -> None:
    """Measure, and write the table."""
    rates = known()
    for engine in engines or installed_engines():
        for speaker, voices in measured(engine):
            rates[speaker] = voices
            print(f"{speaker}: {len(voices)} voices", file=sys.stderr)
    RATES_FILE.write_text(as_json(rates), encoding="utf-8")


def known() -> dict[str, Any]:
    """What stands in the table and is still of use."""
    try:
        held = json.loads(RATES_FILE.read_bytes())
    except FileNotFoundError:
        return {}
    return dict(held["rates"]) if held["measured with"] == measured_with() else {}


def measured(engine: str) -> Iterator[tuple[str, dict[str, list[list[float]]]]]:
    """The rates of every voice of an engine."""
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        finder = Finder(engine, cache, None, DEADLINE_S)
        try:
            catalogue = finder.catalogue(engine)
            voices = {}
            for voice in catalogue.voices:
                try:
                    voices[voice.id] = points(finder, catalogue, voice, cache)
                except VoiceError as error:
                    print(f"{voice.full_name} is left out: {error}", file=sys.stderr)
        finally:
            finder.close()
    yield speaker_of(engine, catalogue.version), voices


def points(finder: Finder, catalogue: Catalogue, voice: VoiceInfo, cache: Cache) -> list[list[float]]:
    """The rates of a voice, in words a minute to a hundredth. Raises VoiceError if it cannot say the passage."""
    times = TIMES.get(catalogue.engine, 1)
    runs = [measure(catalogue, voice, cache, finder.pool(catalogue.engine)).result() for _ in range(times)]
    return [[setting, round(wpm, 2)] for setting, wpm in mean(catalogue, runs).points]


def mean(catalogue: Catalogue, runs: Sequence[Calibration]) -> Calibration:
    """One calibration of several of the same settings."""
    if len(runs) == 1:
        return runs[0]
    rates = [dict(run.points) for run in runs]
    settings = [setting for setting in catalogue.settings if all(setting in run for run in rates)]
    return calibrated(settings, [fmean(run[setting] for run in rates) for setting in settings])


def as_json(rates: dict[str, Any]) -> str:
    """The table, a voice on a line, so that a change can be read."""
    speakers = []
    for speaker, voices in sorted(rates.items()):
        lines = ",\n".join(f"   {json.dumps(voice)}: {json.dumps(points)}" for voice, points in sorted(voices.items()))
        speakers.append(f"  {json.dumps(speaker)}: {{\n{lines}\n  }}")
    table = ",\n".join(speakers)
    return f'{{\n "measured with": {json.dumps(measured_with())},\n "rates": {{\n{table}\n }}\n}}\n'


if __name__ == "__main__":
    main(sys.argv[1:])
