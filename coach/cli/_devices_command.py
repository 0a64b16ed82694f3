"""``coach devices``, and which of them to play on."""

import json
from dataclasses import asdict, dataclass
from itertools import groupby

import typer

from coach.cli import _personal as personal
from coach.cli._exits import exit_code, say_error
from coach.errors import OutputError
from coach.player import NAMES, choose_output, list_devices, no_device


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One device of the list.

    ``output`` plays on it, ``system`` is the sound system it belongs to, and ``full_name`` is what it can be chosen by.
    ``default``: it is what is played on if none is chosen.
    """

    output: str
    system: str
    name: str
    full_name: str
    default: bool


def run(*, as_json: bool) -> None:
    """Print every device, those of the preferred sound system first; fail if there is none. Raises OutputError."""
    entries = [*_miniaudio(), *_simpleaudio()]
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in entries], indent=2, ensure_ascii=False))
    else:
        for system, devices in groupby(entries, key=lambda entry: entry.system or entry.output):
            typer.echo(system)
            for device in devices:
                typer.echo(f"  {device.name}{' (default)' if device.default else ''}")
    if not entries:
        say_error(error := no_device())
        raise typer.Exit(exit_code([error]))


def wished(device: str | None) -> str | None:
    """What to play on: what was asked for, or one's own default, or nothing in particular. Raises ConfigError."""
    return device or personal.values().get("device")


def _miniaudio() -> list[ListedDevice]:
    devices = list_devices()
    usual = next((device for device in devices if device.is_default), None)
    return [ListedDevice(NAMES[0], device.system, device.name, device.full_name, device is usual) for device in devices]


def _simpleaudio() -> list[ListedDevice]:
    """The one that plays on nothing but the default device, if it is installed."""
    try:
        choose_output(NAMES[1])
    except OutputError:
        return []
    return [ListedDevice(NAMES[1], "", "the system's default device (plays clip by clip)", NAMES[1], default=False)]
