import sys

import pytest
from miniaudio import Backend

from coach.errors import NotFoundError, OutputError
from coach.player.miniaudio_output import MiniaudioOutput
from coach.player.outputs import open_output


@pytest.mark.parametrize("name", [None, "miniaudio"])
def test_miniaudio_is_the_default(name: str | None) -> None:
    assert open_output(name).name == "miniaudio"


def test_an_unknown_name_is_told_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="gramophone") as caught:
        open_output("gramophone")
    assert "miniaudio, simpleaudio" in caught.value.hint


def test_simpleaudio_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)  # makes the import fail
    with pytest.raises(OutputError, match="simpleaudio is not installed") as caught:
        open_output("simpleaudio")
    assert "pip install 'coach-audio[simpleaudio]'" in caught.value.hint


def test_the_output_that_only_pretends_is_never_chosen_by_itself() -> None:
    backends = MiniaudioOutput()._backends
    assert backends
    assert Backend.NULL not in backends
