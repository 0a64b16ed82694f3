"""What the fuzzer found once is read again, and the fuzzer finds what there is to find."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import fuzz_targets
from benchmarks.fuzz import FOUND, Changer, run
from benchmarks.fuzz_targets import TARGETS, Target

KEPT = sorted(path for path in FOUND.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_targets, "SCRATCH", tmp_path)
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))


def test_all_that_is_kept_is_of_a_target() -> None:
    assert KEPT
    assert {path.parent.name for path in KEPT} <= TARGETS.keys()


@pytest.mark.parametrize("path", KEPT, ids=[f"{path.parent.name}-{path.name}" for path in KEPT])
def test_what_was_found_once_is_read_or_told(path: Path) -> None:
    TARGETS[path.parent.name].read(path.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_each_target_reads_its_seeds_and_some_cases(name: str) -> None:
    target = TARGETS[name]
    changer = Changer(target, "1")
    for _ in range(10):
        target.read(changer.case())
    assert all(len(seed) for seed in target.seeds())


def test_the_same_seed_makes_the_same_cases_and_another_seed_others() -> None:
    target = TARGETS["scripts"]
    one, same, other = (Changer(target, seed) for seed in ("1", "1", "2"))
    cases = [one.case() for _ in range(50)]
    assert cases == [same.case() for _ in range(50)]
    assert cases != [other.case() for _ in range(50)]
    assert len(set(cases)) > 45


def _bad_at_nested(data: bytes) -> str:
    if data.count(b"(") > 20:
        raise IndexError
    if b"told" in data:
        return "told"
    return "fine"


class TestFinding:
    """With targets that have the fault that is looked for."""

    @pytest.fixture
    def found(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setitem(TARGETS, "bad", Target(_bad_at_nested, lambda: [b"a(b"], (b"(", b"told")))
        return tmp_path / "found"

    def test_any_other_exception_is_kept_once(self, found: Path, tmp_path: Path) -> None:
        tried, kinds, count = run("bad", 1, 500, 60, 2, found, tmp_path / "last")
        assert (tried, kinds, count) == (500, 2, 1)
        (kept,) = (found / "bad").iterdir()
        with pytest.raises(IndexError):
            _bad_at_nested(kept.read_bytes())

    def test_what_takes_too_long_is_kept(self, found: Path, tmp_path: Path) -> None:
        """By the processor's time, of which there is always some: none at all is too little for anything."""
        *_, count = run("bad", 1, 5, 60, -1, found, tmp_path / "last")
        assert count == 1

    def test_a_process_that_dies_is_told_with_its_last_case(self, tmp_path: Path) -> None:
        """As a user runs it, with a target that ends the process."""
        code = (
            "import os, sys; from benchmarks import fuzz, fuzz_targets as t\n"
            "t.TARGETS.clear(); t.TARGETS['dies'] = t.Target(lambda data: os._exit(7), lambda: [b'a'])\n"
            f"sys.argv = ['fuzz', '--cases', '3', '--keep-in', {str(tmp_path)!r}]\n"
            "fuzz.main()\n"
        )
        root = Path(__file__).parents[2]
        done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert "dies: the process died (7)" in done.stdout
        assert len(list((tmp_path / "dies").iterdir())) == 1
