"""Which voice is meant, among those of two engines, and whom that takes asking."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cache import Cache
from coach.errors import NotFoundError
from coach.voice import VoiceInfo
from coach.voice import _catalogue as catalogues
from coach.voice import _engines as engines
from coach.voice import _finding as finding
from coach.voice._catalogue import Catalogue
from coach.voice._finding import Finder
from coach.voice._notes import Notes

JOE = VoiceInfo("joe", "piper", "Joe", ("en-US",), "male")
SAM = VoiceInfo("sam", "piper", "Sam", ("fr-FR",))
PLAIN = [
    VoiceInfo("gmw/en", "pyttsx3", "English", ("en-GB",)),
    VoiceInfo("gmw/en-us", "pyttsx3", "American", ("en-US",)),
    VoiceInfo("gmw/de", "pyttsx3", "German", ("de",)),
    VoiceInfo("roa/sam", "pyttsx3", "Sam", ("it",)),
]
OFFERED = {"piper": [JOE, SAM], "pyttsx3": PLAIN}

Find = Callable[..., str]


class Machine:
    """What is installed, what is remembered of it, and which engines were started to be asked."""

    def __init__(self) -> None:
        self.installed: tuple[str, ...] = ("piper", "pyttsx3")
        self.remembered = dict(OFFERED)
        self.offered = dict(OFFERED)
        self.asked: list[str] = []


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()

    def catalogue(engine: str, voices: dict[str, list[VoiceInfo]]) -> Catalogue | None:
        return Catalogue(engine, "1", (1.0,), tuple(voices[engine])) if engine in voices else None

    def ask(engine: str, *_: object) -> Catalogue | None:
        made.asked.append(engine)
        return catalogue(engine, made.offered)

    monkeypatch.setattr(catalogues, "remembered", lambda engine, _: catalogue(engine, made.remembered))
    monkeypatch.setattr(catalogues, "ask", ask)
    monkeypatch.setattr(
        engines, "is_module_there", lambda name: name == "pyttsx3" if "piper" not in made.installed else True
    )
    return made


@pytest.fixture
def find(machine: Machine, tmp_path: Path) -> Find:
    def found(wish: str | None, language: str, only: str | None = None) -> str:
        finder = Finder(only, Cache(tmp_path), 1, 1.0)
        try:
            engine, voice = finder.find(wish, language)
        finally:
            finder.close()
        assert voice.engine == engine
        return voice.full_name

    return found


@pytest.mark.parametrize("wish", [None, "auto", "AUTO"])
@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en-US", "piper:joe"),
        ("en-GB", "piper:joe"),
        ("fr", "piper:sam"),
        ("de", "pyttsx3:gmw/de"),
        ("it", "pyttsx3:roa/sam"),
    ],
)
def test_auto_takes_the_best_engine_that_speaks_the_language(
    find: Find, wish: str | None, language: str, voice: str
) -> None:
    assert find(wish, language) == voice


@pytest.mark.parametrize(
    ("wish", "voice"),
    [
        ("piper:joe", "piper:joe"),
        ("Joe", "piper:joe"),
        ("piper", "piper:joe"),
        ("pyttsx3", "pyttsx3:gmw/en-us"),
        ("pyttsx3:auto", "pyttsx3:gmw/en-us"),
        ("pyttsx3:gmw/de", "pyttsx3:gmw/de"),
        ("gmw/de", "pyttsx3:gmw/de"),
        ("German", "pyttsx3:gmw/de"),
        ("pyttsx3:roa/sam", "pyttsx3:roa/sam"),
        ("piper:sam", "piper:sam"),
    ],
)
def test_a_voice_goes_by_its_full_name_or_by_a_short_one_that_only_one_engine_has(
    find: Find, wish: str, voice: str
) -> None:
    assert find(wish, "en-US") == voice


def test_a_short_name_that_two_engines_have_is_not_guessed(find: Find) -> None:
    with pytest.raises(NotFoundError, match="Several voices are called 'sam'") as raised:
        find("sam", "fr")
    assert raised.value.hint == "Give the full name: piper:sam or pyttsx3:roa/sam."


def test_only_an_engine_that_is_needed_is_looked_at(find: Find, machine: Machine) -> None:
    machine.remembered = {"piper": OFFERED["piper"]}
    assert find(None, "en-US") == "piper:joe"
    assert find("piper:joe", "de") == "piper:joe"
    assert machine.asked == []
    assert find("pyttsx3", "en-US") == "pyttsx3:gmw/en-us"
    assert machine.asked == ["pyttsx3"]


def test_what_is_not_found_in_what_is_remembered_is_asked_for_once(find: Find, machine: Machine) -> None:
    machine.remembered = {"piper": [JOE], "pyttsx3": PLAIN[:1]}
    assert find("gmw/de", "de") == "pyttsx3:gmw/de"
    assert sorted(machine.asked) == ["piper", "pyttsx3"]
    machine.asked.clear()
    with pytest.raises(NotFoundError):
        find("nobody", "de")
    assert sorted(machine.asked) == ["piper", "pyttsx3"]


def test_an_unknown_voice_is_told_with_what_all_engines_have(find: Find) -> None:
    with pytest.raises(NotFoundError, match="There is no voice called 'jo'") as raised:
        find("jo", "en-US")
    assert "Did you mean 'joe'?" in raised.value.hint
    assert "gmw/en-us" in raised.value.hint


def test_a_language_without_a_voice_is_told_with_those_that_have_one(find: Find) -> None:
    with pytest.raises(NotFoundError, match="no voice for the language 'fi'") as raised:
        find(None, "fi")
    assert raised.value.hint == "There are voices for: de, en, fr, it."


class TestNotInstalled:
    """A machine without the neural extra."""

    @pytest.fixture(autouse=True)
    def without_piper(self, machine: Machine) -> None:
        machine.installed = ("pyttsx3",)

    def test_auto_takes_what_is_there(self, find: Find) -> None:
        assert find(None, "en-US") == "pyttsx3:gmw/en-us"

    @pytest.mark.parametrize("wish", ["joe", "piper:joe", "piper", "piper:anybody"])
    def test_a_voice_that_could_be_had_is_told_with_how(self, find: Find, wish: str) -> None:
        with pytest.raises(NotFoundError, match="is not installed") as raised:
            find(wish, "en-US")
        assert raised.value.hint == "In a clone of coach, install it with: pip install '.[neural]'"

    def test_a_voice_of_ones_own_needs_the_engine_too(self, find: Find, tmp_path: Path) -> None:
        settings = '{"audio": {}, "espeak": {"voice": "de"}, "num_symbols": 1, "num_speakers": 1, "phoneme_id_map": {}}'
        (tmp_path / "own.onnx").touch()
        (tmp_path / "own.onnx.json").write_text(settings)
        with pytest.raises(NotFoundError, match="is not installed") as raised:
            find(str(tmp_path / "own.onnx"), "de")
        assert ".[neural]" in raised.value.hint

    def test_a_language_that_an_extra_would_speak_is_told_with_how(self, find: Find, machine: Machine) -> None:
        machine.remembered = machine.offered = {"pyttsx3": PLAIN[2:]}
        with pytest.raises(NotFoundError, match="no voice for the language 'en-GB'") as raised:
            find(None, "en-GB")
        assert "piper:joe, in a clone of coach: pip install '.[neural]'" in raised.value.hint


def test_the_engine_of_a_file_is_named_by_the_file() -> None:
    assert finding._model_file("piper:/there/de.onnx") == Path("/there/de.onnx")
    assert finding._model_file(" voices/de.ONNX ") == Path("voices/de.ONNX")
    assert finding._model_file("gmw/en") is None
    assert engines.model_of(engines.with_model("piper", "/a@b.onnx")) == "/a@b.onnx"
    assert engines.engine_address("piper@/a@b.onnx") == engines.engine_address("piper")


@pytest.mark.parametrize(
    ("wish", "usual", "language", "voice"),
    [
        (None, "pyttsx3:gmw/en-us", "en-GB", "pyttsx3:gmw/en-us"),
        ("auto", "pyttsx3:gmw/en-us", "en-US", "pyttsx3:gmw/en-us"),
        (None, "pyttsx3:gmw/en-us", "de", "pyttsx3:gmw/de"),
        (None, "pyttsx3:gmw/de", "en-US", "piper:joe"),
        ("pyttsx3:gmw/de", "piper:joe", "en-US", "pyttsx3:gmw/de"),
        (None, "pyttsx3", "en-US", "pyttsx3:gmw/en-us"),
    ],
)
def test_a_usual_voice_holds_for_its_own_language(
    machine: Machine, tmp_path: Path, wish: str | None, usual: str, language: str, voice: str
) -> None:
    assert machine.installed
    finder = Finder(None, Cache(tmp_path), 1, 1.0)
    try:
        assert finder.find(wish, language, usual)[1].full_name == voice
    finally:
        finder.close()


def test_a_usual_voice_that_is_not_there_is_told_whatever_the_language(machine: Machine, tmp_path: Path) -> None:
    assert machine.installed
    finder = Finder(None, Cache(tmp_path), 1, 1.0)
    with pytest.raises(NotFoundError, match="nobody"):
        finder.find(None, "de", "nobody")
    finder.close()


@pytest.mark.parametrize(("language", "is_told"), [("en-GB", False), ("de", True), ("", False)])
def test_words_in_another_language_than_the_voices_are_worth_a_note(language: str, is_told: bool) -> None:
    notes = Notes(JOE, language).texts()
    assert bool(notes) == is_told
    assert all("joe" in note and "en-US" in note and "de" in note for note in notes)
