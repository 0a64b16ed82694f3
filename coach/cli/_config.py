"""``coach config``: show your own defaults, and change them."""

from collections.abc import Callable
from pathlib import Path

import tomlkit
import typer

from coach.atomic import replacing
from coach.cli import _personal as personal
from coach.cli._exits import say_note
from coach.cli._settling import settled
from coach.cli._values import did_you_mean, either
from coach.errors import Code, ConfigError, ExportError
from coach.folders import CONFIG_VARIABLE, Folders


def run(key: str | None, value: str | None, *, unset: bool) -> None:
    """Print all settings or one of them, set one, or reset one. Raises BadParameter or ConfigError."""
    if key is not None and key not in personal.KEYS:
        meant = did_you_mean(key, personal.KEYS)
        raise typer.BadParameter(f"'{key}' is not a setting. {meant}Choose from: {either(personal.KEYS)}.")
    if unset and (key is None or value is not None):
        raise typer.BadParameter("--unset takes the name of a setting and no value: coach config pace --unset")
    if key is None:
        _show()
    elif unset:
        _change(key, None)
    elif value is None:
        typer.echo(personal.written().get(key, ""))
    else:
        personal.KEYS[key](value)
        kept = settled(key, value)
        _change(key, kept)
        if kept != value:
            say_note(f"saved as {kept}, so that it works in any folder")


def _show() -> None:
    written = personal.written()
    typer.echo(f"# {personal.path()}")
    for key in personal.KEYS:
        typer.echo(f"{key} = {written[key]}" if key in written else f"# {key} is not set")
    folders = Folders.of_user()
    for what, folder in (
        ("scripts", folders.scripts),
        ("chimes", folders.chimes),
        ("beds", folders.beds),
        ("saved sessions", folders.state),
    ):
        typer.echo(f"# your {what}: {folder}{'' if folder.is_dir() else ' (not made yet)'}")


def _change(key: str, value: str | None) -> None:
    """Change one line of the file and leave all others, comments too, as they are."""

    def edit(document: tomlkit.TOMLDocument) -> None:
        if value is not None:
            document[key] = value
        elif key in document:
            del document[key]

    change_file(edit)


def change_file(edit: Callable[[tomlkit.TOMLDocument], None]) -> None:
    """Change the settings file, or create it; what ``edit`` leaves alone stays as it is. Raises ConfigError."""
    personal.read()  # which says what is wrong with it, if anything is
    path = personal.path()
    document = tomlkit.parse(personal.text())
    edit(document)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path, overwrite=True) as file:
            file.write(tomlkit.dumps(document).encode())
    except ExportError as error:
        raise _not_saved(path, error.what) from error
    except OSError as error:
        raise _not_saved(path, f"{error.filename}: {error.strerror}") from error


def _not_saved(path: Path, why: str) -> ConfigError:
    hint = f"Check that you may write to {path}, or set {CONFIG_VARIABLE} to another file."
    return ConfigError(f"The setting could not be saved: {why}", hint, code=Code.SETTINGS_NOT_SAVED, path=str(path))
