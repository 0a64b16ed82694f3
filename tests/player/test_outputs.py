import sys

import pytest
from miniaudio import Backend

from coach.errors import NotFoundError, OutputError
from coach.player import _devices as devices
from coach.player import open_output
from coach.player._miniaudio_output import MiniaudioOutput


@pytest.mark.parametrize("name", [None, "miniaudio"])
def test_miniaudio_is_the_default(name: str | None) -> None:
    assert open_output(name).name == "miniaudio"


def test_case_does_not_matter() -> None:
    assert open_output("MiniAudio").name == "miniaudio"


def test_a_name_that_is_no_output_is_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "real_backends", lambda: (Backend.NULL,))
    assert open_output("null playback").name == "miniaudio"
    with pytest.raises(NotFoundError, match="gramophone") as caught:
        open_output("gramophone")
    assert "NULL Playback Device" in caught.value.hint


def test_a_name_where_there_is_no_device_at_all_leads_to_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "real_backends", lambda: ())
    with pytest.raises(NotFoundError, match="gramophone") as caught:
        open_output("gramophone")
    assert "There are no sound devices" in caught.value.hint
    assert "export a sound file" in caught.value.hint


def test_simpleaudio_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)  # makes the import fail
    with pytest.raises(OutputError, match="simpleaudio is not installed") as caught:
        open_output("simpleaudio")
    assert "pip install '.[simpleaudio]'" in caught.value.hint


def test_the_output_that_only_pretends_is_never_chosen_by_itself() -> None:
    backends = MiniaudioOutput()._backends
    assert backends
    assert Backend.NULL not in backends
