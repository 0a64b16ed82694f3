"""Ended or refused at any call that changes files, a command leaves what was there, or what it was to make, and can be run again.

``benchmarks/every_call.py`` tries every call. Here a few are tried: the last ones of each command, which put files in place.
"""

from pathlib import Path

import pytest

from tests.faults.injection import ENDINGS, KILLED, Scenario, Trial
from tests.faults.scenarios import SCENARIOS

pytestmark = [pytest.mark.needs("strace"), pytest.mark.slow]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=[name.replace(" ", "-") for name in SCENARIOS])
def test_it_leaves_old_or_new_and_the_next_run_works(scenario: Scenario, tmp_path: Path) -> None:
    trial = Trial(scenario, tmp_path)
    assert trial.count >= 5, "these calls are not counted, or nothing is written"
    last = range(max(1, trial.count - 4), trial.count - 1)  # the very last ones only say that it is done
    chosen = {KILLED: list(last), **{ending: [last[1]] for ending in ENDINGS if ending != KILLED}}
    found = [
        finding
        for ending, numbers in chosen.items()
        for number in numbers
        for finding in trial.findings(ending, number)
    ]
    assert found == []


def test_what_replaces_files_in_place_is_found_out(tmp_path: Path) -> None:
    """The same trial of a command that opens its target and writes into it, as careless programs do."""

    def prepare(top: Path) -> None:
        (top / "here" / "a.txt").write_text("old " * 1000)

    trial = Trial(Scenario("careless", ["a.txt"], prepare, ["a.txt"], module="tests.faults.careless"), tmp_path)
    told = [str(finding) for number in range(1, trial.count + 1) for finding in trial.findings(KILLED, number)]
    assert any("neither as before nor as it will be" in one for one in told)
    refused = [
        str(finding) for number in range(1, trial.count + 1) for finding in trial.findings("error=ENOSPC", number)
    ]
    assert any("it prints a fault" in one for one in refused)
