"""Each engine is given marks at which it pauses; what it says well already stays the same, and so does the name of its clip."""

from pathlib import Path

import pytest

from coach.cache import Cache, clip_key
from coach.timeline import Utterance
from coach.voice import PROCESSING_VERSION, Speaker, VoiceInfo
from coach.voice._catalogue import Catalogue
from coach.voice._engines import PIPER, sayable
from coach.voice._sayable import for_piper, for_pyttsx3


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Breathe in… and let it go.", "Breathe in, and let it go."),
        ("Breathe in... and let it go.", "Breathe in, and let it go."),
        ("Breathe in . . . and let it go.", "Breathe in, and let it go."),
        ("Breathe in …and let it go…", "Breathe in, and let it go."),
        ("Wait… Now go…!", "Wait. Now go!"),
        ("… and now", "and now"),
        ("Ready?… Yes,… now", "Ready? Yes, now"),
        ("Say “well…” and wait.", "Say “well,” and wait."),
        ("Count 1 … 2…3", "Count 1, 2, 3"),
        ("Breathe in - and let it go - slowly.", "Breathe in, and let it go, slowly."),
        ("Breathe in -- and—let it go.", "Breathe in, and, let it go."),
        ("Breathe in, - and let it go.", "Breathe in, and let it go."),
        ("Ask Dr. Lee first.", "Ask Dr Lee first."),
        ("Ask J. R. Smith, max. 10.", "Ask J R Smith, max 10."),
        ("Go to St. Louis. Ask Dr. Lee.", "Go to St Louis. Ask Dr Lee."),
    ],
)
def test_piper_is_given_commas_where_it_would_not_pause_and_no_stop_where_it_would(written: str, said: str) -> None:
    assert for_piper(written, "en-US") == said
    assert for_piper(said, "en-US") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Breathe in - and let it go.", "Breathe in – and let it go."),
        ("Breathe in -- and—let it go.", "Breathe in – and – let it go."),
        ("Breathe in, - and let it go.", "Breathe in, and let it go."),
    ],
)
def test_espeak_is_given_dashes_at_which_it_pauses(written: str, said: str) -> None:
    assert for_pyttsx3(written, "en") == said


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Breathe in, and out.",
            "In – and out — slowly.",
            "Ein- und Ausatmen",
            "a well-known 5-10",
            "Hold. Now 1.5 s.",
            "Is it? Yes!",
        ),
        *("At 5 p.m. and later", "Say “yes”: now; then (softly) rest.", "¿Listo? ¡Ya!"),
    ],
)
def test_whatever_is_said_well_stays_the_same(text: str) -> None:
    assert for_piper(text, "en") == for_pyttsx3(text, "en") == text


def test_an_ellipsis_is_left_to_espeak_which_pauses() -> None:
    assert for_pyttsx3("In… and out...", "en") == "In… and out..."


def test_an_engine_that_nothing_is_known_of_is_given_the_words() -> None:
    assert sayable("In… - and out", VoiceInfo("x", "somewhere:Engine", "X", ("en",))) == "In… - and out"


def test_a_voice_of_ones_own_by_piper_is_adapted_to_as_well() -> None:
    assert sayable("Frag Hr. Lee…", VoiceInfo("/v.onnx", PIPER, "V", ("de-DE",))) == "Frag Hr Lee."


class TestNames:
    """The name of a clip is made from what the engine is given."""

    @staticmethod
    def name(text: str, tmp_path: Path, said: str = "") -> str:
        voice = VoiceInfo("joe", PIPER, "Joe", ("en-US",))
        catalogue = Catalogue(PIPER, "1", (1.0,), (voice,))
        speaker = Speaker(catalogue, voice, Cache(tmp_path), pool=None)  # type: ignore[arg-type]  # nothing is made
        return speaker.identity(Utterance(text, "joe", 120, said))

    def test_what_is_said_as_before_is_named_as_before(self, tmp_path: Path) -> None:
        request: dict[str, str | int | float] = {
            "text": "Lie still.",
            "voice": "joe",
            "rate_wpm": 120,
            "engine": PIPER,
            "version": "1",
        }
        assert self.name("Lie  still.", tmp_path) == clip_key({**request, "processing": PROCESSING_VERSION})

    def test_what_sounds_the_same_has_one_name_and_what_does_not_has_two(self, tmp_path: Path) -> None:
        assert (
            self.name("In… and out.", tmp_path)
            == self.name("In, and out.", tmp_path)
            != self.name("In and out.", tmp_path)
        )
        assert self.name("In 5 s…", tmp_path, "In 5 seconds…") == self.name("In 5 seconds.", tmp_path)
