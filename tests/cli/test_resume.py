"""``coach resume`` as its user meets it: what it goes on with, and what it says when it cannot."""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from coach.cli import _session_setup as beginning
from coach.folders import Folders, shipped
from coach.programme import Wishes, open_programme
from coach.session import Saved, SavedSessions, StepName, position_of
from coach.sound import Pcm
from coach.timeline import ENGLISH, FINISHED
from tests.cli.helpers import COACH, LIMIT_S, coach
from tests.cli.kills import AHEAD_S, Verdict, killed_sessions, verdict, write_routine
from tests.player.programmes import find
from tests.rig import Rig

ROUTINE = """---
title: Hands
language: en-US
---

## Palms

- **Circles.** [pause: 1s]
- **Presses.** [pause: 2s]

## Fingers

- **Pull.** [pause: 1s]
"""
FRAME = 1152
WISHES = Wishes(voice="pyttsx3")
PRESSES = StepName("Palms", "Presses")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "state"))
    return tmp_path / "state" / "sessions"


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """No sound device: a session that would go on says with what, and then that it cannot."""
    return {
        "PULSE_SERVER": f"unix:{tmp_path}/none",
        "ALSA_CONFIG_PATH": str(tmp_path / "none"),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "rig"
    folder.mkdir()
    with Rig(folder) as made:
        yield made


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "my hands.md"
    path.write_text(ROUTINE)
    return path


def saved_at(script: Path, step: StepName, wishes: Wishes = WISHES) -> Saved:
    """A session of the script, saved at a step."""
    with open_programme(str(script), wishes, Folders.of_user()) as opened:
        beginning_of_it = position_of(opened, wishes, None, SavedSessions(Folders.of_user()))
    saved = replace(beginning_of_it, step=beginning_of_it.steps.index(step))
    SavedSessions(Folders.of_user()).write(saved)
    return saved


@pytest.mark.usefixtures("state")
class TestWhatItSays:
    def test_the_step_it_goes_on_with(self, script: Path, nowhere: dict[str, str]) -> None:
        saved = saved_at(script, PRESSES)
        assert saved.wishes.voice is not None
        assert saved.wishes.voice.startswith("pyttsx3:")
        for arguments in ([], ["my hands"], [str(script)]):
            done = coach("resume", *arguments, env=nowhere)
            assert done.stderr.startswith("Continuing with: Presses.\n")
            assert "No sound device found" in done.stderr
        assert SavedSessions(Folders.of_user()).latest(None) == saved

    @pytest.mark.parametrize(
        ("edit", "said", "told"),
        [
            (("## Palms\n", "## Palms\n\n- **Oil.** Warm it.\n"), "Presses", "the step is still there"),
            (("Circles", "Big circles"), "Presses", "the step is still there"),
            (("- **Presses.** [pause: 2s]\n", ""), "Pull", "'Presses' is gone; continuing at the next step"),
            (
                ("- **Presses.** [pause: 2s]\n\n## Fingers", "\n## All"),
                "Circles",
                "'Presses' and everything after it are gone",
            ),
        ],
    )
    def test_an_edited_script(
        self, script: Path, nowhere: dict[str, str], edit: tuple[str, str], said: str, told: str
    ) -> None:
        saved_at(script, PRESSES)
        script.write_text(ROUTINE.replace(*edit))
        done = coach("resume", env=nowhere)
        assert f"Continuing with: {said}.\n" in done.stderr
        assert "the script has changed since" in done.stderr
        assert told in done.stderr

    def test_a_script_written_anew_begins_anew(self, script: Path, nowhere: dict[str, str]) -> None:
        saved = saved_at(script, PRESSES)
        steps = tuple(StepName(f"Old {step.section}", step.title) for step in saved.steps)
        SavedSessions(Folders.of_user()).write(replace(saved, steps=steps))
        done = coach("resume", env=nowhere)
        assert "nothing of it is left; starting over" in done.stderr
        assert "Continuing with" not in done.stderr

    @pytest.mark.parametrize("gone", ["script", "voice", "option"])
    def test_what_has_gone_is_told_and_nothing_is_lost(self, script: Path, state: Path, gone: str) -> None:
        saved = saved_at(script, PRESSES)
        match gone:
            case "script":
                script.unlink()
            case "voice":
                SavedSessions(Folders.of_user()).write(replace(saved, wishes=Wishes(voice="pyttsx3:nobody")))
            case "option":
                SavedSessions(Folders.of_user()).write(
                    replace(saved, wishes=Wishes(voice="pyttsx3", options=frozenset({"oil"})))
                )
        done = coach("resume")
        assert done.returncode == 1
        assert "The session saved at 'Presses' cannot be resumed" in done.stderr
        assert f"Start over with: coach play '{script}'" in done.stderr
        assert len(list(state.iterdir())) == 1

    def test_a_bed_of_one_s_own_is_found_from_any_folder(self, script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        bed = script.with_name("waves.wav")
        bed.write_bytes((shipped("audio_cues") / "start.wav").read_bytes())
        monkeypatch.chdir(bed.parent)
        assert saved_at(script, PRESSES, replace(WISHES, bed="waves.wav")).wishes.bed == str(bed)
        assert saved_at(script, PRESSES, replace(WISHES, bed="rain")).wishes.bed == "rain"

    def test_nothing_saved(self) -> None:
        done = coach("resume")
        assert (done.returncode, done.stdout) == (4, "")
        assert "There is no unfinished session\n" in done.stderr

    def test_a_damaged_file(self, state: Path) -> None:
        state.mkdir(parents=True)
        (state / "hand-reset.json").write_text('{"version": 1, "na')
        done = coach("resume")
        assert done.returncode == 1
        assert str(state / "hand-reset.json") in done.stderr
        assert "Delete the file" in done.stderr
        assert "Traceback" not in done.stderr

    def test_the_list(self, script: Path, state: Path) -> None:
        saved_at(script, PRESSES)
        (state / "broken.json").write_text("")
        done = coach("resume", "--list")
        assert done.returncode == 0
        assert f"{script}\n" in done.stdout
        assert "Hands, at: Palms, Presses" in done.stdout
        assert f"{state / 'broken.json'} cannot be read" in done.stdout

    def test_play_tells_what_could_be_gone_on_with(self, script: Path, nowhere: dict[str, str]) -> None:
        saved = saved_at(script, PRESSES)
        done = coach("play", script, env=nowhere)
        assert f"you can still continue at \"Presses\" with: coach resume '{script}'" in done.stderr
        assert SavedSessions(Folders.of_user()).latest(None) == saved

    @pytest.mark.parametrize("value", ["11m", "-1s", "soon"])
    def test_a_lead_in_that_cannot_be(self, script: Path, value: str) -> None:
        done = coach("play", script, f"--lead-in={value}")
        assert done.returncode == 2
        assert "--lead-in" in done.stderr


class TestBeginning:
    def test_with_a_lead_in_it_is_announced_and_as_long_as_asked(self) -> None:
        start = beginning.starting(ENGLISH, Fraction(10))
        assert (start.index, start.words, start.silence_s) == (0, "Starting in 10 seconds.", Fraction(10))

    def test_without_one_nothing_is_said(self) -> None:
        assert beginning.starting(ENGLISH, Fraction(0)).words is None

    def test_going_on_it_is_as_fast_and_as_loud_as_it_was(self) -> None:
        saved = Saved("n", "p", "t", "f", Wishes(), None, Fraction(9, 10), -6.0, (PRESSES,), 0)
        start = beginning.going_on(ENGLISH, Fraction(0), saved, "Presses", 7)
        assert (start.index, start.words) == (7, "Continuing with: Presses.")
        assert (start.tempo, start.volume_db) == (Fraction(9, 10), -6.0)
        start = beginning.going_on(ENGLISH, Fraction(5), saved, "Presses", 7)
        assert (start.words, start.silence_s) == ("Continuing with: Presses. Starting in 5 seconds.", Fraction(5))

    def test_one_s_own_default_is_overruled(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))
        assert beginning.lead_in_s(None) == 0
        (tmp_path / "config.toml").write_text('lead-in = "10s"\n')
        assert beginning.lead_in_s(None) == 10
        assert beginning.lead_in_s(Fraction(0)) == 0


def test_it_is_heard_to_go_on_and_forgotten_at_the_end(rig: Rig, script: Path, state: Path) -> None:
    """The words, the time to get ready, then the step from its start, and nothing from before it."""
    saved_at(script, PRESSES)
    with open_programme(str(script), WISHES, Folders.of_user()) as opened:
        programme = opened.programme

        def spoken(text: str) -> Pcm:
            return np.trim_zeros(programme.sound(programme.utterance(text)))

        said = programme.sound(programme.utterance("Continuing with: Presses. Starting in 2 seconds."))
        words = np.trim_zeros(said)
        circles, presses = spoken("Circles."), spoken("Presses.")
        quiet_start = int(np.flatnonzero(programme.sound(programme.utterance("Presses.")))[0])
        last = np.trim_zeros(programme.sound(FINISHED))
    with rig.record() as recording:
        done = coach("resume", "--lead-in", "2s", env=rig.env)
        assert done.returncode == 0, done.stderr
        heard = recording.wait_more(4410)
    start = find(words, heard)
    assert start >= 0
    step = find(presses, heard, start + len(words))
    begin = start - int(np.flatnonzero(said)[0])
    assert step - (begin + -(-len(said) // FRAME) * FRAME) == pytest.approx(2 * 44_100 + quiet_start, abs=FRAME)
    assert not heard[start + len(words) : step].any()
    assert find(circles, heard) < 0
    assert find(last, heard) > step
    assert "Continuing with: Presses." in done.stderr
    assert list(state.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_keeps_the_step(rig: Rig, script: Path, state: Path, number: signal.Signals) -> None:
    with open_programme(str(script), Wishes(voice="pyttsx3"), Folders.of_user()) as opened:
        presses = np.trim_zeros(opened.programme.sound(opened.programme.utterance("Presses.")))
    with rig.record() as recording:
        command = [*COACH, "play", str(script)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, env=os.environ | rig.env, stdin=quiet, stderr=subprocess.PIPE) as process:
            try:
                recording.wait_until(lambda samples: find(presses, samples) >= 0)
                process.send_signal(number)
                _, told = process.communicate(timeout=LIMIT_S)
            finally:
                process.kill()
    assert process.returncode == 128 + number
    assert b"Traceback" not in told
    assert told.decode().splitlines()[-1] == "To continue at 'Presses': coach resume"
    assert SavedSessions(Folders.of_user()).latest(None).at == PRESSES


def test_a_folder_that_cannot_be_written_is_one_note_and_the_session_plays(
    rig: Rig, script: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").touch()
    done = coach("play", script, "--guidance", "silent", env=rig.env | {"COACH_STATE": str(tmp_path / "taken")})
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("your position could not be saved") == 1


def test_killed_at_six_moments_it_goes_on_with_the_step_that_was_heard(rig: Rig, tmp_path: Path) -> None:
    routine = write_routine(tmp_path / "tones")
    kills = [kill for kill in killed_sessions(rig, routine, tmp_path / "state", 6, longest_s=6.0, seed=1) if kill]
    counts = Counter(kill.verdict for kill in kills)
    assert counts[Verdict.WRONG] == 0, kills
    assert len(kills) == 6
    assert len({kill.heard for kill in kills}) > 1


def test_what_counts_as_right() -> None:
    """A step's tone of 20 frames and half a second of rest make 1.022 s."""
    whole_s = 20 * FRAME / 44_100 + 0.5
    assert verdict(5, 0.1, 5) is Verdict.RIGHT
    assert verdict(5, 0.1, 6) is Verdict.WRONG
    assert verdict(5, 0.9, 4) is Verdict.WRONG
    assert verdict(5, whole_s - AHEAD_S - 0.01, 6) is Verdict.WRONG
    assert verdict(5, whole_s - AHEAD_S + 0.01, 6) is Verdict.AHEAD
    assert verdict(5, whole_s, 7) is Verdict.WRONG
    assert verdict(24, 3.0, 25) is Verdict.RIGHT
    assert verdict(24, 2.0, None) is Verdict.WRONG
    assert verdict(24, 20.0, None) is Verdict.RIGHT
    assert verdict(0, 0.1, None) is Verdict.WRONG
