"""``coach voices``: the list of voices."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import typer

from coach.cli._exits import exit_code, say_error
from coach.errors import CoachError, Code, NotFoundError, VoiceError
from coach.folders import Folders
from coach.voice import VoiceInfo, engine_names, installed_engines, list_voices, misfit, voices_to_install


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """One voice of the list; ``install`` is the command that installs it, empty if it is installed."""

    voice: VoiceInfo
    install: str = ""

    def as_json(self) -> dict[str, Any]:
        """The entry as JSON for other programs."""
        told = asdict(self.voice) | {"full_name": self.voice.full_name}
        return told | {"installed": not self.install, "install": self.install or None}

    def line(self, width: int) -> str:
        """A line for people, the full name in a column of its own."""
        voice = self.voice
        gender = f", {voice.gender}" if voice.gender else ""
        install = f" (not installed; install it in a clone of coach with: {self.install})" if self.install else ""
        return f"{voice.full_name:{width}}  {', '.join(voice.languages)}: {voice.name}{gender}{install}"


def run(*, as_json: bool, language: str | None) -> None:
    """Print every voice, or those of a language, the best engine's first; fail at the end if an engine could not be asked."""
    entries, errors = _entries()
    if language is not None:
        entries = [entry for entry in entries if misfit(language, entry.voice.languages) is not None]
    if as_json:
        typer.echo(json.dumps([entry.as_json() for entry in entries], indent=2, ensure_ascii=False))
    else:
        width = max((len(entry.voice.full_name) for entry in entries), default=0)
        for entry in entries:
            typer.echo(entry.line(width))
    faults: list[CoachError] = [*errors]
    if language is not None and not entries and not errors:
        what, hint = f"There is no voice for the language '{language}'.", "See coach voices."
        faults.append(NotFoundError(what, hint, code=Code.LANGUAGE_NOT_SPOKEN, language=language))
    for fault in faults:
        say_error(fault)
    if faults:
        raise typer.Exit(exit_code(faults))


def _entries() -> tuple[list[ListedVoice], list[VoiceError]]:
    """All voices, and why those of an engine cannot be listed."""
    entries: list[ListedVoice] = []
    errors: list[VoiceError] = []
    for engine in engine_names():
        if engine in installed_engines():
            try:
                entries += [ListedVoice(voice) for voice in list_voices(Folders.of_user().cache, engine=engine)]
            except VoiceError as error:
                errors.append(error)
        else:
            entries += [ListedVoice(voice, install) for voice, install in voices_to_install() if voice.engine == engine]
    return entries, errors
