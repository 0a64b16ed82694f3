"""From a script to a programme with an open voice, and what becomes of the voice."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import coach
from coach.errors import ConfigError, FitError, NotFoundError, ScriptError, VoiceError
from tests.front.helpers import QUICK, SCRIPT


def load(path: str | Path, voice: coach.Speaker, folders: coach.Folders, **choices: Any) -> coach.OpenProgramme:
    return coach.load(path, voice=voice, folders=folders, **choices)


class TestWhich:
    def test_by_path(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        assert load(script, voice, folders).routine.title == "Tired hands"
        assert load(str(script), voice, folders).routine.title == "Tired hands"

    @pytest.mark.parametrize("name", ["plain", "notes.txt", "hand-reset"])
    def test_a_path_is_a_file_whatever_it_is_called(
        self,
        name: str,
        tmp_path: Path,
        voice: coach.Speaker,
        folders: coach.Folders,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """As text, ``hand-reset`` is a routine that ships; as a path it is the file."""
        (tmp_path / name).write_text(SCRIPT)
        monkeypatch.chdir(tmp_path)
        assert load(Path(name), voice, folders).routine.title == "Tired hands"

    def test_by_the_name_of_what_ships(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        shipped = load("hand-reset", voice, folders).routine
        assert shipped.title
        assert shipped.title != "Tired hands"

    def test_by_the_name_of_what_lies_in_the_folder_given(self, tmp_path: Path, voice: coach.Speaker) -> None:
        mine = coach.Folders.within(tmp_path)
        mine.scripts.mkdir()
        (mine.scripts / "hand-reset.md").write_text(SCRIPT)
        assert load("hand-reset", voice, mine).routine.title == "Tired hands"

    def test_what_does_not_exist(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        for missing in ("hand-rest", "no/such/file.md", Path("nowhere")):
            with pytest.raises(NotFoundError):
                load(missing, voice, folders)

    def test_a_text_may_include_what_ships(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        text = "---\ntitle: Two\nlanguage: en-US\n---\n\n## First\n\n- Breathe in.\n\n[include: hand-reset]\n"
        with coach.loads(text, voice=voice, folders=folders) as programme:
            sections = [section.title for section in programme.routine.sections]
        with coach.load("hand-reset", voice=voice, folders=folders) as included:
            assert sections == ["First", *(section.title for section in included.routine.sections)]

    def test_problems_of_a_text_bear_its_name(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        text = "---\ntitle: Wrong\nlanguage: en-US\n---\n\n## One\n\n- Press. [hold: soon]\n- Press. [hald: 5s]\n"
        with pytest.raises(ScriptError) as caught:
            coach.loads(text, name="from the web", voice=voice, folders=folders)
        assert [(problem.path, problem.line) for problem in caught.value.problems] == [
            ("from the web", 8),
            ("from the web", 9),
        ]


class TestChoices:
    def test_they_reach_the_programme(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        programme = load(script, voice, folders, pace=0.8)
        assert programme.choices.pace.holds == Fraction(4, 5)
        (hold,) = [event for event in programme.timeline().events if event.kind is coach.Kind.HOLD]
        assert hold.duration_s == pytest.approx(25, abs=0.03)  # 20 s at four fifths, on whole frames of 26 ms

    @pytest.mark.slow
    def test_an_option_of_the_routine(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        def words(**choices: Any) -> list[str]:
            events = load(script, voice, folders, **choices).timeline().events
            return [event.text for event in events]

        assert "Rest." not in words()
        assert "Rest." in words(options=["gentle"])
        assert "Rest." in words(options="gentle")

    def test_it_is_fitted_to_a_time(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        programme = load(script, voice, folders, duration=80)
        assert programme.timeline().duration_s == pytest.approx(80, abs=0.03)

    @pytest.mark.parametrize(
        ("choices", "error"),
        [
            ({"options": ["rough"]}, NotFoundError),
            ({"bed": "trumpets"}, NotFoundError),
            ({"duration": 1}, FitError),
            ({"pace": 9}, ConfigError),
        ],
    )
    def test_what_cannot_be_is_told(
        self, script: Path, voice: coach.Speaker, folders: coach.Folders, choices: Any, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            load(script, voice, folders, **choices)

    def test_a_voice_that_does_not_exist_is_told(self, script: Path, folders: coach.Folders) -> None:
        with pytest.raises(NotFoundError, match="nobody"):
            coach.load(script, voice="pyttsx3:nobody", folders=folders)


class TestVoice:
    def test_one_is_shared_and_stays_open(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        with load(script, voice, folders) as first:
            length_s = first.timeline().duration_s
        first.close()  # a second time
        with load(script, voice, folders, speech_rate=97) as second:  # words that are not in the cache
            assert second.timeline().duration_s != length_s

    def test_one_of_its_own_is_closed_with_it(self, script: Path, folders: coach.Folders) -> None:
        with coach.load(script, voice="pyttsx3", folders=folders, speech_rate=133) as programme:
            pass
        programme.close()
        with pytest.raises(VoiceError, match="closed"):
            programme.timeline()

    def test_an_exception_inside_closes_it_and_comes_out(self, script: Path, folders: coach.Folders) -> None:
        with (
            pytest.raises(KeyError, match="mine"),
            coach.load(script, voice="pyttsx3", folders=folders, speech_rate=134) as programme,
        ):
            raise KeyError("mine")
        with pytest.raises(VoiceError, match="closed"):
            programme.timeline()

    def test_a_voice_that_is_shared_tells_each_programme_its_own_notes(self, folders: coach.Folders) -> None:
        with coach.open_voice("low", engine=QUICK, folders=folders) as shared:
            with coach.loads(SCRIPT, voice=shared, folders=folders, speech_rate=40) as slow:
                slow.timeline()
            with coach.loads(SCRIPT, voice=shared, folders=folders) as usual:
                usual.timeline()
                assert any("slower" in note for note in slow.notes)
                assert not any("slower" in note for note in usual.notes)

    def test_notes_are_for_the_listener(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        """The quick engine's slowest setting is 50 words a minute."""
        with coach.loads(SCRIPT, voice=voice, folders=folders, speech_rate=40) as programme:
            programme.timeline()
            (note,) = [note for note in programme.notes if "slower" in note]
        assert "40" in note

    def test_what_has_no_room_is_noted_once_the_words_are_spoken(
        self, voice: coach.Speaker, folders: coach.Folders
    ) -> None:
        script = (
            SCRIPT
            + '- Hold. [hold: 2s, countdown: 2]\n- Breathe. [hold: 1s, halfway: "This takes far too long to say."]\n'
        )
        with coach.loads(script, voice=voice, folders=folders) as programme:
            assert not [note for note in programme.notes if "left out" in note]
            programme.timeline()
            assert [note for note in programme.notes if "the words for half-time are left out" in note]

    def test_the_engine_can_be_named_by_its_address(self, voice: coach.Speaker) -> None:
        assert voice.voice.full_name == "fake:low"

    def test_all_are_listed_or_those_of_a_language(self, folders: coach.Folders) -> None:
        everyone = coach.voices(folders=folders)
        german = coach.voices("de", folders=folders)
        assert {voice.full_name for voice in german} < {voice.full_name for voice in everyone}
        assert all(any(tag.split("-")[0] == "de" for tag in voice.languages) for voice in german)
        assert coach.voices("tlh", folders=folders) == ()


class TestRepr:
    @pytest.mark.slow
    def test_each_says_what_it_is(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        programme = load(script, voice, folders, pace=0.8)
        assert repr(programme) == "<OpenProgramme 'Tired hands': voice low, pace 0.8, not timed yet>"
        timeline = programme.timeline()
        minutes, seconds = divmod(int(timeline.duration_s), 60)
        assert repr(programme) == f"<OpenProgramme 'Tired hands': voice low, pace 0.8, {minutes}:{seconds:02}>"
        assert repr(timeline) == f"<Timeline: {timeline.duration_s:.1f} s, 3 chapters, {len(timeline.events)} events>"
        assert repr(voice) == "<Speaker fake:low: en-US, en>"
        with programme.session(device="null") as live:
            assert repr(live).startswith("<Live 'Tired hands': ")
            assert repr(live).endswith(" left>")


class TestEvents:
    def test_they_know_their_seconds(self, script: Path, voice: coach.Speaker, folders: coach.Folders) -> None:
        timeline = load(script, voice, folders).timeline()
        starts = [event.start_s for event in timeline.events]
        ends = [event.start_s + event.duration_s for event in timeline.events]
        assert starts[0] == 0
        assert starts[1:] == pytest.approx(ends[:-1])
        assert ends[-1] == pytest.approx(timeline.duration_s)
        assert [event.start_s for event in timeline.events] == [
            event.start * 1152 / 44_100 for event in timeline.events
        ]
        _, palms, fingers = timeline.chapters()
        assert palms.at_s == palms.at * 1152 / 44_100 > 0
        assert fingers.at_s > palms.at_s + 20  # there is a hold of 20 s in between


HOMELESS = """
import coach, sys
with coach.load(sys.argv[1], voice="pyttsx3") as programme:
    programme.export("out.wav")
    with programme.session(device="null") as live:
        live.start()
coach.voices("en")
with coach.open_voice("pyttsx3") as voice, coach.loads(open(sys.argv[1]).read(), voice=voice) as programme:
    programme.estimate()
"""


@pytest.mark.slow
def test_nothing_is_written_but_where_the_caller_says(script: Path, tmp_path: Path) -> None:
    """Not in the home folder, and what is temporary goes."""
    places = {name: tmp_path / name for name in ("home", "tmp", "here")}
    for place in places.values():
        place.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COACH_"))}
    env |= {"HOME": str(places["home"]), "TMPDIR": str(places["tmp"]), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, script],
        cwd=places["here"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = {name: sorted(path.name for path in place.iterdir()) for name, place in places.items()}
    assert written == {"home": [], "tmp": [], "here": ["out.wav"]}


@pytest.mark.slow
def test_what_is_spoken_is_kept_where_the_caller_says(script: Path, tmp_path: Path) -> None:
    mine = coach.Folders.within(tmp_path / "mine")
    with coach.open_voice("low", engine="tests.voice.fakes:FakeEngine", folders=mine) as speaker:
        coach.load(script, voice=speaker, folders=mine).timeline()
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["cache"]
    assert any(mine.cache.rglob("*"))


class TestMisuse:
    """What a program hands over by mistake is named in the error, and not found out later."""

    def test_a_text_must_be_a_text(self, folders: coach.Folders) -> None:
        with pytest.raises(TypeError, match=r"loads\(\) takes the text of a script, not (Posix|Windows)Path"):
            coach.loads(Path("a.md"), folders=folders)  # type: ignore[arg-type]

    def test_a_path_must_be_a_path(self, folders: coach.Folders) -> None:
        with pytest.raises(TypeError, match="NoneType"):
            coach.load(None, folders=folders)  # type: ignore[arg-type]

    def test_a_voice_is_a_name_or_a_voice(self, folders: coach.Folders) -> None:
        with pytest.raises(TypeError, match=r"voice is a name or what open_voice\(\) gives, not int"):
            coach.loads(SCRIPT, voice=3, folders=folders)  # type: ignore[arg-type]

    @pytest.mark.parametrize("start", [{"index": -1}, {"silence_s": Fraction(-1)}, {"tempo": Fraction(0)}])
    def test_a_session_begins_somewhere(self, start: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="cannot begin like this"):
            coach.Start(**start)


@pytest.mark.parametrize(
    "name", ["DurationError", "ArticleError", "ScriptError", "NotFoundError", "VoiceError", "FitError"]
)
def test_every_error_is_found_in_one_place(name: str) -> None:
    error = getattr(coach.errors, name)
    assert issubclass(error, coach.errors.CoachError)
    assert error.__module__ == "coach.errors"
