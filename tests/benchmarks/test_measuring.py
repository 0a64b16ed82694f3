"""The measuring tools measure what they say, and put back what they should."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.contenders import CONTENDERS, Run
from benchmarks.figures import RATIOS, growth_table, ratio_table, usage_table
from benchmarks.listening import sounding
from benchmarks.reference import score
from benchmarks.stage import HERE, BenchmarkError, KeptCache, Usage
from coach.timeline import Clip, Gap, Kind
from tests.files.helpers import programme_of
from tests.player.programmes import eventually

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
BURN_S = 0.2
BURN = f"""
import time
while time.process_time() < {BURN_S}:
    pass
"""
BURN_AND_STAY = f"""{BURN}
open("burnt", "w").close()
time.sleep(600)
"""
HOLD_MB = 80
HOLD = f"""
import pathlib, sys, time
held = bytearray(b"x") * {HOLD_MB * 10**6}
pathlib.Path(sys.argv[1]).touch()
while not pathlib.Path(sys.argv[2]).exists():
    time.sleep(0.01)
time.sleep(0.5)
"""


def measure(folder: Path, *command: str, limit_s: float = 60) -> Any:
    report = folder / "report.json"
    meter = [sys.executable, "-I", "-S", str(HERE / "process_meter.py"), str(report), str(limit_s)]
    subprocess.run([*meter, *command], cwd=folder, check=True)
    return json.loads(report.read_text())


@ON_LINUX
class TestProcessMeter:
    """One command and all that it starts."""

    def test_processor_time_of_children_of_children_counts(self, tmp_path: Path) -> None:
        told = measure(tmp_path, "sh", "-c", "sh -c \"'$0' -c '$1'; true\"; true", sys.executable, BURN)
        assert told["cpu_s"] >= BURN_S

    def test_so_does_that_of_what_outlives_its_parent(self, tmp_path: Path) -> None:
        shell = '("$0" -c "$1" &) ; while [ ! -e burnt ]; do sleep 0.01; done'
        told = measure(tmp_path, "sh", "-c", shell, sys.executable, BURN_AND_STAY)
        assert told["left_behind"] == 1
        assert told["cpu_s"] >= BURN_S

    def test_memory_is_that_of_all_processes_together_and_of_the_largest(self, tmp_path: Path) -> None:
        told = measure(tmp_path, "sh", "-c", '"$0" -c "$1" a b & "$0" -c "$1" b a & wait', sys.executable, HOLD)
        assert HOLD_MB < told["largest_rss_mb"] < 2 * HOLD_MB
        assert 2 * HOLD_MB < told["peak_pss_mb"] <= told["peak_rss_mb"]

    def test_the_exit_code_is_the_commands(self, tmp_path: Path) -> None:
        assert measure(tmp_path, "sh", "-c", "exit 3")["exit_code"] == 3

    def test_at_the_limit_all_is_ended(self, tmp_path: Path) -> None:
        told = measure(tmp_path, "sh", "-c", "sleep 600 & sleep 600", limit_s=0.2)
        assert told["exit_code"] is None
        assert told["left_behind"] == 0

    def test_told_to_end_it_ends_what_it_measures(self, tmp_path: Path) -> None:
        command = ["sh", "-c", "echo $$ > starting; mv starting pid; exec sleep 600"]
        meter = [sys.executable, "-I", "-S", str(HERE / "process_meter.py"), "report.json", "600"]
        with subprocess.Popen([*meter, *command], cwd=tmp_path) as process:
            assert eventually((tmp_path / "pid").exists)
            process.terminate()
        assert not (Path("/proc") / (tmp_path / "pid").read_text().strip()).exists()


class TestKeptCache:
    """A cache that is the same for each run."""

    def test_what_was_added_is_dropped_and_what_was_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "clips").mkdir()
        (tmp_path / "clips" / "old").write_text("old")
        kept = KeptCache(tmp_path)
        (tmp_path / "encoded").mkdir()
        (tmp_path / "encoded" / "new").write_text("new")
        kept.restore()
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["old"]

    @pytest.mark.parametrize("content", ["longer than before", None])
    def test_what_was_changed_or_dropped_is_refused(self, tmp_path: Path, content: str | None) -> None:
        path = tmp_path / "old"
        path.write_text("old")
        kept = KeptCache(tmp_path)
        path.write_text(content) if content else path.unlink()
        with pytest.raises(BenchmarkError, match="old"):
            kept.restore()


def run(contender: str, number: int, wall_s: float, minutes: int = 5, mb: float = 50, exit_code: int | None = 0) -> Run:
    return Run(minutes, number, contender, Usage(wall_s, 2 * wall_s, mb, mb, mb, exit_code, 0), ())


class TestTables:
    """Medians with their spread, and ratios within a round."""

    def test_a_ratio_is_the_median_of_those_of_each_round_and_not_that_of_the_medians(self) -> None:
        times = [("unix", [1.0, 10.0, 4.0]), ("coach-cold", [2.0, 5.0, 16.0])]
        runs = [run(name, number, time_s) for name, all_s in times for number, time_s in enumerate(all_s)]
        assert ratio_table(runs).splitlines()[2:] == ["| coach-cold / unix | 2 (0.5–4) | 2 (0.5–4) |"]

    def test_a_row_has_the_median_the_least_and_the_greatest(self) -> None:
        runs = [run("lame", number, time_s) for number, time_s in enumerate([3.0, 1.0, 1.5])]
        row = usage_table(runs, {"python": "left out: slow"}).splitlines()[2:]
        assert row[0] == "| lame | 1.5 (1–3) | 3 (2–6) | 50 (50–50) | 50 (50–50) | 3 |"
        assert row[1] == "| python | left out: slow |  |  |  | 0 |"

    def test_what_was_stopped_counts_nowhere(self) -> None:
        runs = [run("unix", 0, 1.0), run("python", 0, 900.0, exit_code=None), run("coach-cold", 0, 2.0)]
        assert "python" not in ratio_table(runs)
        assert "900" not in usage_table(runs, {"python": "stopped"})

    def test_memory_of_the_longest_is_divided_by_that_of_the_shortest(self) -> None:
        runs = [run("coach-cold", 0, 1, minutes, mb) for minutes, mb in [(5, 40), (60, 90), (300, 60)]]
        assert growth_table(runs).splitlines()[2:] == ["| coach-cold | 1.5 | 1.5 |"]

    def test_every_ratio_is_of_contenders_that_there_are(self) -> None:
        assert {name for pair in RATIOS for name in pair} <= {contender.name for contender in CONTENDERS}


def test_sound_is_told_from_a_bed_and_a_bed_from_silence() -> None:
    second = np.ones(44_100)
    levels = [0, 10 ** (-38 / 20) * 32768, 10 ** (-20 / 20) * 32768]
    pcm = np.concatenate([level * second for level in levels]).astype(np.int16)
    # In blocks that end inside windows.
    heard = sounding(np.array_split(pcm, 7))
    assert (heard.heard_s, heard.audible_s) == (1.0, 2.0)


def test_the_score_has_every_word_in_order_and_every_silence_to_a_tenth_of_a_second() -> None:
    timeline = programme_of().timeline()
    pieces = list(score(timeline))
    assert [what for kind, what in pieces if kind == "say"] == [
        event.text for event in timeline.events if isinstance(event, Clip) and event.kind is Kind.SPEECH
    ]
    gaps = [event.length * 1152 / 44_100 for event in timeline.events if isinstance(event, Gap)]
    rests = [float(what) for kind, what in pieces if kind == "rest"]
    assert rests == pytest.approx(gaps, abs=0.0501)
    assert all(Path(what).is_file() for kind, what in pieces if kind == "chime")
