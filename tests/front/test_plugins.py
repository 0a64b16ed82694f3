"""Engines and formats of other packages: found by entry points, and none can spoil what is not theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from coach.errors import ExportError, NotFoundError, VoiceError
from coach.files import FORMATS, format_of, formats
from coach.voice import _engines as engines
from coach.voice import engine_names, installed_engines
from tests.front.helpers import SCRIPT
from tests.plugins import install_names

GOOD = """
import coach

class Writer:
    def check(self): pass
    def write(self, programme, file, on_progress):
        file.write(programme.routine.title.encode())
        on_progress(1, 1)

TITLE = coach.Format("title", ".title", "the title alone", "good_one:Writer", is_sound=False)
OTHER = coach.Format("other", ".other", "says another name", "good_one:Writer")
OURS = coach.Format("wav", ".wav", "takes our place", "good_one:Writer")
LOST = coach.Format("lost", ".lost", "its writer has gone", "good_one:Gone")
NO_FORMAT = 3
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def fresh_engines() -> Iterator[None]:
    """A program looks once which engines are installed; here, another package comes and goes."""
    engines._known.cache_clear()
    yield
    engines._known.cache_clear()


class TestFormats:
    def test_one_is_found_by_name_and_by_extension(
        self, site: Path, tmp_path: Path, voice: coach.Speaker, folders: coach.Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install_names("good-one", {"coach.formats": {"title": "good_one:TITLE"}}, site, monkeypatch, GOOD)
        assert list(coach.formats()) == [*FORMATS, "title"]
        programme = coach.loads(SCRIPT, voice=voice, folders=folders)
        programme.export(tmp_path / "a.title")
        programme.export(tmp_path / "b.txt", format="title")
        assert (tmp_path / "a.title").read_text() == (tmp_path / "b.txt").read_text() == "Tired hands"

    def test_of_two_with_one_name_the_first_that_is_found_counts(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The first on Python's path, as with modules; the other one is not even loaded, so it can spoil nothing."""
        broken = {"coach.formats": {"title": "no_such_module:X"}}
        install_names("late-one", broken, site / "late", monkeypatch)
        install_names("good-one", {"coach.formats": {"title": "good_one:TITLE"}}, site / "early", monkeypatch, GOOD)
        assert format_of("title", None).description == "the title alone"

    @pytest.mark.parametrize("value", ["no_such_module:X", "good_one:Nothing", "good_one:NO_FORMAT", "good_one:OTHER"])
    def test_a_broken_one_is_told_when_it_is_asked_for_and_not_before(
        self, value: str, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        groups = {"coach.formats": {"bad": value, "title": "good_one:TITLE"}}
        install_names("good-one", groups, site, monkeypatch, GOOD)
        assert list(formats()) == [*FORMATS, "title"]
        assert format_of(None, Path("a.mp3")) is FORMATS["mp3"]
        assert format_of("wav", None) is FORMATS["wav"]
        assert format_of(None, Path("a.title")).name == "title"
        with pytest.raises(ExportError, match="'bad' of the package good-one"):
            format_of("bad", None)
        with pytest.raises(ExportError) as caught:
            format_of(None, Path("a.bad"))
        assert "'bad' of the package good-one" in caught.value.hint

    def test_none_takes_the_place_of_ours(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        install_names("good-one", {"coach.formats": {"wav": "good_one:OURS"}}, site, monkeypatch, GOOD)
        assert formats()["wav"] is FORMATS["wav"]

    def test_a_writer_that_has_gone_is_told(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        install_names("good-one", {"coach.formats": {"lost": "good_one:LOST"}}, site, monkeypatch, GOOD)
        with pytest.raises(ExportError, match="good_one:Gone") as caught:
            format_of("lost", None).writer()
        assert (caught.value.code, caught.value.data["name"]) == (coach.errors.Code.FORMAT_BROKEN, "lost")


@pytest.mark.usefixtures("fresh_engines")
class TestEngines:
    HUMMING = "from tests.voice.fakes import BrokenEngine, FakeEngine\n"

    def test_one_is_found_by_its_name_and_after_ours(
        self, site: Path, folders: coach.Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        groups = {"coach.voices": {"Fake": "humming:FakeEngine [extra]"}}
        install_names("humming", groups, site, monkeypatch, self.HUMMING)
        assert installed_engines()[-1] == "fake"
        assert "fake:high" in [voice.full_name for voice in coach.voices("de", folders=folders)]
        with coach.open_voice("fake", folders=folders) as speaker:
            assert speaker.voice.full_name == "fake:low"
        with coach.open_voice("High Voice", folders=folders) as speaker:
            assert speaker.voice.full_name == "fake:high"

    @pytest.mark.slow
    def test_a_broken_one_is_told_when_it_is_asked_for_and_not_before(
        self, site: Path, folders: coach.Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        groups = {"coach.voices": {"bad": "humming:BrokenEngine"}}
        install_names("humming", groups, site, monkeypatch, self.HUMMING)
        with coach.open_voice("gmw/en-us", folders=folders) as speaker:
            assert speaker.voice.full_name == "pyttsx3:gmw/en-us"
        with pytest.warns(RuntimeWarning, match="bad"):
            assert coach.voices("en", folders=folders)
        for wish in ("bad", "bad:low", "no voice of ours"):
            with pytest.raises(VoiceError, match="bad"):
                coach.open_voice(wish, folders=folders)

    def test_one_whose_module_has_gone_says_how_to_get_it_back(
        self, site: Path, folders: coach.Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install_names("hum-ming", {"coach.voices": {"gone": "no_such_module:X"}}, site, monkeypatch)
        assert "gone" in engine_names()
        assert "gone" not in installed_engines()
        with pytest.raises(NotFoundError) as caught:
            coach.open_voice("gone", folders=folders)
        assert "pip install hum-ming" in caught.value.hint

    def test_none_takes_the_place_of_ours(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        install_names("humming", {"coach.voices": {"pyttsx3": "humming:FakeEngine"}}, site, monkeypatch, self.HUMMING)
        assert engine_names().count("pyttsx3") == 1
        assert engines.engine_address("pyttsx3").startswith("coach.")
