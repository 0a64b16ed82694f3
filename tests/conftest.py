"""How tests are chosen and run. They keep away from the user's own folders, and share one cache of speech so that words are spoken once."""

import os
import signal
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import hypothesis
import pytest

from tests.needs import SLOW, Run, leave_out, require

for _name, _examples in {"everyday": 20, "everything": 100}.items():
    # Nothing that a clock decides: it tells how busy the machine is.
    hypothesis.settings.register_profile(
        _name, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], max_examples=_examples
    )

SOUND: Final = (
    "player/",
    "desktop/",
    "session/test_lost_devices",
    "cli/test_play",
    "cli/test_commands_heard",
    "cli/test_resume",
    "cli/test_screen",
    "cli/test_standing_still",
    "cli/test_devices",
)
"""Tests in which sound is played in real time. One after the other, and never two at once: they would make each other late."""

GIVES_WAY: Final = 10
"""How nice all other tests are to them, where they run at the same time."""

_EVERYTHING: Final = "coach_everything"
"""Under which name the processes of pytest-xdist are told whether everything runs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("coach")
    group.addoption(
        "--everything",
        action="store_true",
        help="run also what an everyday run leaves out: real-time sound, browsers, the neural voice and what takes long",
    )
    group.addoption(
        "--no-skips", action="store_true", help="a test that is skipped fails: for machines that have all tools"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*tools): tools of tests/needs.py without which the test is skipped")
    config.addinivalue_line("markers", "slow: left out of an everyday run")
    Run.everything = _is_everything_asked_for(config)
    if not config.getoption("--hypothesis-profile", None):
        hypothesis.settings.load_profile("everything" if Run.everything else "everyday")
    _let_children_be_interrupted()


def _is_everything_asked_for(config: pytest.Config) -> bool:
    """By the option, or by naming files or folders: nobody names what they don't want to run."""
    told = getattr(config, "workerinput", {})
    if _EVERYTHING in told:
        return bool(told[_EVERYTHING])
    return bool(config.option.everything) or config.args_source is pytest.Config.ArgsSource.ARGS


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist, which is always given names, what was asked of the first process."""
    node.workerinput[_EVERYTHING] = Run.everything


def _let_children_be_interrupted() -> None:
    """Go on ignoring SIGINT where it is ignored, as after ``pytest &`` in a script, but don't hand that on to what tests start.

    A program inherits that a signal is ignored, but not that it has a handler. SIGHUP (``nohup``) is the same.
    """
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests are run on several cores, those with sound go to one of them, and those of a file stay together."""
    here = Path(__file__).parent
    for item in items:
        path = Path(os.path.relpath(item.path, here)).as_posix()
        item.add_marker(pytest.mark.xdist_group("sound" if path.startswith(SOUND) else path))


def pytest_runtest_setup(item: pytest.Item) -> None:
    _give_way(item)
    if item.get_closest_marker("slow"):
        leave_out(SLOW)
    for marker in item.iter_markers("needs"):
        for tool in marker.args:
            require(tool)


def _give_way(item: pytest.Item) -> None:
    """Let sound go first where others run beside it. Only the superuser can take its turn back afterwards, so only that gives it away."""
    is_superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_superuser and "PYTEST_XDIST_WORKER" in os.environ:
        is_sound = any(marker.args == ("sound",) for marker in item.iter_markers("xdist_group"))
        os.setpriority(os.PRIO_PROCESS, 0, 0 if is_sound else GIVES_WAY)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(collector.config, report)
    return report


def _fail_if_skipped(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if config.option.no_skips and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Skipped, which --no-skips forbids: {_reason(report)}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple | list) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what did not run, and why."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in sorted(reasons.items(), key=lambda found: -found[1]):
        terminalreporter.write_line(f"{count} skipped: {reason}")
    if any(reason.startswith("not in an everyday run") for reason in reasons):
        terminalreporter.write_line("`pytest --everything` runs everything; naming a file or a folder runs all of it.")
    seed = terminalreporter.config.getoption("randomly_seed", None)
    if seed is not None and terminalreporter.stats.keys() & {"failed", "error"}:
        terminalreporter.write_line(f"The order was random; --randomly-seed={seed} repeats it.")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Cache and saved sessions of this run of the tests, a folder without scripts, and settings that name the quickest engine."""
    # Several processes that run tests share the cache, so that words are still spoken once.
    together = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent / "own" if together else tmp_path_factory.mktemp("own")
    folder.mkdir(exist_ok=True)
    patch = pytest.MonkeyPatch()
    patch.setenv("COACH_CACHE_DIR", str(folder / "cache"))
    patch.setenv("COACH_SCRIPTS", str(folder / "scripts"))
    patch.setenv("COACH_STATE", str(tmp_path_factory.mktemp("state")))
    # The best voice speaks some twenty times as slowly; tests of voices ask for it.
    (folder / "config.toml").write_text('voice = "pyttsx3"\n')
    patch.setenv("COACH_CONFIG", str(folder / "config.toml"))
    yield folder
    patch.undo()
