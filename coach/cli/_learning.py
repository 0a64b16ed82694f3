"""``coach keys``: what keys mean, and teaching them."""

from typing import Final

import typer

from coach.cli import _own_keys as own_keys
from coach.cli import _personal as personal
from coach.cli._bindings import Meaning, keys_for, meaning_called, meaning_of, table, words
from coach.cli._keyboard import ReadKey, keyboard
from coach.errors import Code, ConfigError
from coach.session import Command

_ASKED: Final = (Command.NEXT, Command.PREVIOUS, Command.TOGGLE, Command.SAY_AGAIN, Command.LONGER, Command.TIME_LEFT)
"""Asked for one after the other, if none is named: what a device with few buttons is good for."""

_PATIENCE_S: Final = 1.0
"""How often to check that the terminal is still there, in seconds."""


def show() -> None:
    """Print what each key means, those that were taught first. Raises ConfigError."""
    rows = list(table(own_keys.read()))
    width = max(len(what) for _, what in rows) + 2
    for keys, what in rows:
        typer.echo(f"{what:{width}}{keys}")


def learn(wanted: str | None) -> None:
    """Ask for the key of one command, or of several, and save each at once. Raises BadParameter or ConfigError."""
    meanings = _ASKED if wanted is None else (_called(wanted),)
    with keyboard() as read_key:
        if read_key is None:
            hint = "Run coach keys learn in a terminal window."
            raise ConfigError("Keys can only be taught in a terminal", hint, code=Code.NO_KEYBOARD)
        for meaning in meanings:
            _learn_one(meaning, read_key)


def forget(key: str) -> None:
    """Forget what a key was taught. Raises ConfigError."""
    own_keys.forget(key)
    typer.echo(f"{key}: {meaning_of(key, own_keys.read()).value}")


def _learn_one(meaning: Meaning, read_key: ReadKey) -> None:
    own = own_keys.read()
    now = ", ".join(keys_for(meaning, own)) or "none"
    typer.echo(f"Press the key for '{meaning.value}' (now {now}; press one of these to keep it; Ctrl-C to stop).")
    key = ""
    while not key:
        key = read_key(_PATIENCE_S)
    before = meaning_of(key, own)
    if before is meaning:
        typer.echo(f"  {key}: {meaning.value}, unchanged.")
        return
    own_keys.keep(key, meaning)
    lost = f" It was '{before.value}' before." if before is not Command.READY else ""
    typer.echo(f"  {key}: {meaning.value}.{lost} Saved in {personal.path()}")


def _called(text: str) -> Meaning:
    meaning = meaning_called(text)
    if meaning is None:
        raise typer.BadParameter(f"'{text}' is not a command. Choose from: {words()}.")
    return meaning
