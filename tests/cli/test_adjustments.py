"""``coach resume`` with options: the same session, a little otherwise. What is heard of it is tested elsewhere."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from coach.cli import _play as play
from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.session import SavedSessions, position_of
from coach.timeline import Loudness
from tests.cli.helpers import SHORT, invoke


@pytest.fixture
def performed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be played: the programme, how it starts, its position, and where that is kept."""
    calls: list[Any] = []

    def perform(opened: Any, _: object, start: Any, position: Any, sessions: Any, **__: object) -> None:
        calls.append((opened.programme, start, position, sessions))

    monkeypatch.setattr(play, "perform", perform)
    return calls


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that was left in its second step, a key softer and two keys faster than it began."""
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "state"))
    (tmp_path / "short.md").write_text(SHORT)
    folders, wishes = Folders.of_user(), Wishes(voice="pyttsx3", pace=Fraction(4, 5))
    with open_programme(str(tmp_path / "short.md"), wishes, folders) as opened:
        sessions = SavedSessions(folders)
        position = position_of(opened, wishes, None, sessions)
        sessions.write(replace(position, step=1, tempo=Fraction(121, 100), volume_db=-3.0))


@pytest.mark.usefixtures("saved")
def test_without_options_it_is_as_it_was(performed: list[Any]) -> None:
    assert invoke("resume").exit_code == 0
    programme, start, _, _ = performed[0]
    assert (programme.choices.pace.pauses, programme.choices.loudness) == (Fraction(4, 5), Loudness.NORMAL)
    assert (start.tempo, start.volume_db) == (Fraction(121, 100), -3.0)


@pytest.mark.usefixtures("saved")
def test_with_options_it_is_otherwise_and_stays_so_for_the_next_time(performed: list[Any]) -> None:
    done = invoke("resume", "--pace", "gentle", "--loudness", "night", "--softer", "--softer", "--slower")
    assert done.exit_code == 0, done.stderr
    programme, start, position, _ = performed[0]
    assert (programme.choices.pace.pauses, programme.choices.loudness) == (Fraction(7, 10), Loudness.NIGHT)
    assert (start.tempo, start.volume_db) == (Fraction(10, 11), -9.0)
    assert (position.wishes.pace, position.wishes.loudness) == (Fraction(7, 10), Loudness.NIGHT)


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize("options", [("--pace", "3"), ("--loudness", "loud"), ("--list", "--softer")])
def test_what_cannot_be_is_refused(performed: list[Any], options: tuple[str, ...]) -> None:
    assert invoke("resume", *options).exit_code == 2
    assert performed == []


def test_a_session_from_standard_input_is_not_kept(performed: list[Any]) -> None:
    assert invoke("play", "-", "--voice", "pyttsx3", stdin=SHORT).exit_code == 0
    programme, _, _, sessions = performed[0]
    assert programme.routine.title == "Short routine"
    assert sessions is None
