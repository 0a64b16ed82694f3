"""The rates of engines as they were measured once, for everybody: the same script has the same timeline on every machine.

``rates.json`` lies beside this file, and ``benchmarks/measure_rates.py`` writes it. An engine or a voice that is not in it, such as one
of your own, is measured where it speaks.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from coach.voice._calibrate import PASSAGE, Calibration, from_table
from coach.voice._catalogue import Catalogue
from coach.voice._engine import VoiceInfo
from coach.voice._processing_version import PROCESSING_VERSION

RATES_FILE: Final = Path(__file__).with_name("rates.json")

Table = Mapping[str, Mapping[str, object]]
"""For each speaker and each of its voices, by id: a calibration as :func:`from_table` reads it."""


def shipped_rates(catalogue: Catalogue, voice: VoiceInfo) -> Calibration | None:
    """The rates of a voice as they come with the program; None if nobody has measured this version of its engine."""
    return from_table(_table().get(speaker_of(catalogue.engine, catalogue.version), {}).get(voice.id))


def speaker_of(engine: str, version: str) -> str:
    """What speaks, without the Python package that drives it: that comes first in a version, and changes no rate."""
    return f"{engine.partition(':')[0]} {version.partition(' ')[2]}"


def measured_with() -> Mapping[str, object]:
    """All that shapes a measured rate, but for the engine: rates measured with anything else are of no use."""
    return {"processing": PROCESSING_VERSION, "passage": sha256("\n".join(PASSAGE).encode()).hexdigest()[:16]}


@cache
def _table() -> Table:
    held: Mapping[str, Any] = json.loads(RATES_FILE.read_bytes())
    return held["rates"] if held["measured with"] == measured_with() else {}
