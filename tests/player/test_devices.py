"""Which device a name means, and what the sound systems really tell of theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from miniaudio import Backend

from coach.cli._hints import hint_of
from coach.errors import NotFoundError, OutputError
from coach.player import _devices as module
from coach.player import choose_output, list_devices
from coach.player._devices import Device, find_device
from coach.player._miniaudio_output import MiniaudioOutput
from tests.player.programmes import programme
from tests.player.stages import open_files
from tests.rig import Rig


def device(name: str, backend: Backend = Backend.PULSEAUDIO, system: str = "PulseAudio") -> Device:
    return Device(backend, system, name, is_default=False, handle=None)


SPEAKERS, HEADPHONES, HEADSET = device("Built-in Speakers"), device("Headphones"), device("Headphones of Ann")
BELOW = device("Headphones", Backend.ALSA, "ALSA")
CARD = device("USB Card", Backend.ALSA, "ALSA")
ALL = [SPEAKERS, HEADPHONES, HEADSET, BELOW, CARD]


@pytest.mark.parametrize(
    ("wish", "meant"),
    [
        ("Built-in Speakers", SPEAKERS),
        ("built-in", SPEAKERS),
        ("HEADPHONES", HEADPHONES),
        ("ann", HEADSET),
        ("usb", CARD),
        ("ALSA: Headphones", BELOW),
        ("alsa: u", CARD),
    ],
)
def test_a_name_or_the_only_one_with_it_in_its_name(wish: str, meant: Device) -> None:
    assert find_device(wish, ALL) is meant


def test_what_can_mean_several_is_refused_with_their_names() -> None:
    with pytest.raises(NotFoundError, match="'head' matches several") as caught:
        find_device("head", ALL)
    assert "PulseAudio: Headphones; PulseAudio: Headphones of Ann" in caught.value.hint
    assert "Speakers" not in caught.value.hint


def test_what_there_is_not_is_refused_with_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="no sound device called 'Gramophone'") as caught:
        find_device("Gramophone", ALL)
    assert all(one.full_name in caught.value.hint for one in ALL)


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    with Rig(tmp_path) as made:
        for variable, value in made.env.items():
            monkeypatch.setenv(variable, value)
        yield made
        made.thaw()


@pytest.mark.needs("sound server")
def test_all_devices_are_listed_with_the_default_and_nothing_that_is_none(
    rig: Rig, capfd: pytest.CaptureFixture[str]
) -> None:
    rig.plug_in("one", "Headphones")
    rig.plug_in("two", "Headphones")
    found = list_devices()
    pulse = [(one.name, one.is_default) for one in found if one.backend is Backend.PULSEAUDIO]
    assert pulse == [("Null Output", True), ("Headphones", False), ("Headphones (2)", False)]
    alsa = [one for one in found if one.backend is Backend.ALSA]
    assert [one.is_default for one in alsa].count(True) == 1
    assert not any("Discard" in one.name or "Converter" in one.name for one in alsa)
    assert capfd.readouterr() == ("", "")


@pytest.mark.needs("sound server")
def test_listing_leaves_no_file_open(rig: Rig) -> None:
    list_devices()
    before = open_files()
    for _ in range(20):
        list_devices()
    rig.kill()
    for _ in range(20):
        list_devices()
    assert open_files() == before


@pytest.mark.needs("sound server")
def test_a_server_that_does_not_answer_is_not_waited_for(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER_S", 0.2)
    rig.freeze()
    with pytest.raises(OutputError, match="is not responding"):
        list_devices()


@pytest.mark.needs("sound server")
def test_a_device_that_is_no_longer_there_is_no_reason_to_play_on_another(rig: Rig) -> None:
    plug = rig.plug_in("one", "Headphones")
    make = choose_output("headphones")
    rig.unplug(plug)
    with pytest.raises(OutputError, match="'Headphones' is not there") as caught:
        make().start(programme(9).session())
    assert "coach devices" in hint_of(caught.value)
    rig.plug_in("other", "Headphones")
    output = make()
    output.start(programme(1).session())
    assert isinstance(output, MiniaudioOutput)
    assert output.backend == "PulseAudio"
    output.close()
