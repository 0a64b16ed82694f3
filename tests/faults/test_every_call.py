"""Ended or refused at any call that changes files, a command leaves what was there, or what it was to make, and can be run again.

``benchmarks/every_call.py`` tries every call, with every ending. Here a few are tried: the first of each kind that puts files in place, and
the last of all, after which nothing is missing but what the command says.
"""

from pathlib import Path

import pytest

from tests.faults.injection import KILLED, Scenario, Trial
from tests.faults.scenarios import SCENARIOS

PLACING = ("linkat", "link", "rename")
"""Calls that put files in place."""

pytestmark = [pytest.mark.needs("strace"), pytest.mark.slow]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=[name.replace(" ", "-") for name in SCENARIOS])
def test_it_leaves_old_or_new_and_the_next_run_works(scenario: Scenario, tmp_path: Path) -> None:
    trial = Trial(scenario, tmp_path)
    placing = [(call, number) for call, number in trial.points if call in PLACING]
    assert placing, "these calls are not counted, or nothing is put in place"
    killed = {point: None for point in placing if point[1] == 1} | {placing[-1]: None}
    chosen = [*((KILLED, point) for point in killed), ("error=ENOSPC", placing[0])]
    found = [finding for ending, point in chosen for finding in trial.findings(ending, *point)]
    assert found == []


def test_what_replaces_files_in_place_is_found_out(tmp_path: Path) -> None:
    """The same trial of a command that opens its target and writes into it, as careless programs do."""

    def prepare(top: Path) -> None:
        (top / "here" / "a.txt").write_text("old " * 1000)

    trial = Trial(Scenario("careless", ["a.txt"], prepare, ["a.txt"], module="tests.faults.careless"), tmp_path)
    told = [str(finding) for point in trial.points for finding in trial.findings(KILLED, *point)]
    assert any("neither as before nor as it will be" in one for one in told)
    refused = [str(finding) for point in trial.points for finding in trial.findings("error=ENOSPC", *point)]
    assert any("it prints a fault" in one for one in refused)
