"""Which tests run: by what they need, what the machine has, and what was asked for."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.needs import TOOLS

ROOT = Path(__file__).parents[1]
SETUP = "[pytest]\ntestpaths = .\naddopts = -q --strict-markers -p tests.conftest -p no:cacheprovider\n"
SAMPLE = """
import subprocess, sys
import pytest
from tests.needs import TOOLS, Tool, require

TOOLS["python"] = Tool(programs=("python3",), packages=("pytest",))
TOOLS["nothing"] = Tool(programs=("python3", "no-such-program"), packages=("no_such_package",))
TOOLS["something heavy"] = Tool(programs=("python3",), everyday=False)

@pytest.mark.needs("python")
def test_here(): pass

@pytest.mark.needs("nothing")
def test_missing(): pass

@pytest.mark.needs("python", "nothing")
def test_one_of_two_missing(): pass

@pytest.fixture
def nothing(): require("nothing")

def test_fixture_misses_it(nothing): pass

@pytest.mark.needs("something heavy")
def test_heavy(): pass

@pytest.mark.slow
def test_slow(): pass
"""
NOT_INSTALLED = "not installed: no-such-program, no_such_package"
Pytest = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def tests(tmp_path: Path) -> Pytest:
    """Runs pytest on a folder with a file of tests."""
    (tmp_path / "pytest.ini").write_text(SETUP)

    def run(
        *arguments: str, sample: str = SAMPLE, before: Callable[[], object] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "test_sample.py").write_text(sample)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            preexec_fn=before,
            check=False,
        )

    return run


def closing(done: "subprocess.CompletedProcess[str]") -> str:
    """What the last line counts, without the time."""
    return done.stdout.rstrip().splitlines()[-1].rpartition(" in ")[0]


@pytest.mark.slow
def test_an_everyday_run_leaves_out_what_is_missing_slow_or_heavy_and_says_so(tests: Pytest) -> None:
    done = tests()
    assert closing(done) == "1 passed, 5 skipped"
    assert f"3 skipped: {NOT_INSTALLED}" in done.stdout
    assert "1 skipped: not in an everyday run: takes long" in done.stdout
    assert "1 skipped: not in an everyday run: needs the something heavy" in done.stdout
    assert "pytest --everything" in done.stdout


@pytest.mark.slow
def test_everything_is_all_that_the_machine_can_do(tests: Pytest) -> None:
    done = tests("--everything")
    assert closing(done) == "3 passed, 3 skipped"
    assert "everyday" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("named", [".", "test_sample.py"])
def test_what_is_named_is_run(tests: Pytest, named: str) -> None:
    assert closing(tests(named)) == "3 passed, 3 skipped"


@pytest.mark.parametrize(
    ("arguments", "counted"),
    [([], "1 passed, 5 skipped"), (["--everything"], "3 passed, 3 skipped"), (["."], "3 passed, 3 skipped")],
)
@pytest.mark.slow
def test_several_processes_choose_the_same(tests: Pytest, arguments: list[str], counted: str) -> None:
    done = tests("-n1", *arguments)
    assert closing(done) == counted
    assert f"3 skipped: {NOT_INSTALLED}" in done.stdout


@pytest.mark.slow
def test_where_nothing_may_be_skipped_a_skip_of_any_kind_fails(tests: Pytest) -> None:
    sample = (
        SAMPLE
        + """
@pytest.mark.skipif(True, reason="of a kind of its own")
def test_of_its_own(): pass

@pytest.mark.xfail
def test_known_fault(): assert False
"""
    )
    done = tests("--everything", "--no-skips", sample=sample)
    assert done.returncode == 1
    assert closing(done) == "3 passed, 1 xfailed, 4 errors"
    assert f"Skipped, which --no-skips forbids: {NOT_INSTALLED}" in done.stdout
    assert "Skipped, which --no-skips forbids: of a kind of its own" in done.stdout


@pytest.mark.slow
def test_where_nothing_may_be_skipped_a_file_may_not_either(tests: Pytest) -> None:
    sample = "import pytest\npytest.importorskip('no_such_package')\n"
    assert tests("--everything", sample=sample).returncode != 1
    assert "which --no-skips forbids" in tests("--everything", "--no-skips", sample=sample).stdout


@pytest.mark.slow
def test_a_need_that_nobody_knows_is_an_error_not_a_skip(tests: Pytest) -> None:
    sample = "import pytest\n@pytest.mark.needs('fmpeg')\ndef test_it(): pass\n"
    assert closing(tests(sample=sample)) == "1 error"


def test_each_tool_is_something() -> None:
    assert all(tool.programs or tool.packages for tool in TOOLS.values())


INTERRUPTED = """
import signal, subprocess, sys

def test_a_child_hears_it():
    code = "import os, signal; os.kill(os.getpid(), signal.{0}); signal.pause()"
    done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, timeout=120)
    assert done.returncode == -signal.{0}

def test_the_tests_do_not():
    signal.raise_signal(signal.{0})
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_where_a_signal_is_ignored_what_tests_start_can_still_be_sent_it(tests: Pytest, name: str) -> None:
    """As after ``pytest &`` in a script, or ``nohup pytest``."""
    ignored = getattr(signal, name)
    done = tests(sample=INTERRUPTED.format(name), before=lambda: signal.signal(ignored, signal.SIG_IGN))
    assert closing(done) == "2 passed", done.stdout
