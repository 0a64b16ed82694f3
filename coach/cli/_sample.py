"""``coach voices --say``: how a voice sounds."""

from contextlib import closing
from pathlib import Path

import typer

from coach.cli import _paths as paths
from coach.cli import _personal as personal
from coach.cli._exits import say_note
from coach.files import BARE_SOUNDS, by_extension
from coach.folders import Folders
from coach.sound import Pcm
from coach.timeline import BASE_RATE_WPM, Reading
from coach.units import SAMPLE_RATE
from coach.voice import open_speaker, words_in

USUAL_LANGUAGE = "en-US"
"""The language of a sample unless another one is given."""


def run(text: str, voice: str | None, language: str | None, file: Path | None, *, overwrite: bool) -> None:
    """Say some words as a routine would at pace 1: aloud, or into a sound file, by its extension. Raises BadParameter or CoachError."""
    if not words_in(text):
        raise typer.BadParameter(
            'There is nothing to say. Write some words, such as: coach voices --say "Let your shoulders drop."'
        )
    if file:
        write = BARE_SOUNDS[".wav"] if paths.is_stdout(file) else by_extension(file, BARE_SOUNDS, "format for a sample")
        paths.check_written(file, overwrite=overwrite, is_text=False)
    wish = voice or personal.values().get("voice")
    with open_speaker(wish, language or USUAL_LANGUAGE, Folders.of_user().cache) as speaker:
        reading = Reading(language or next(iter(speaker.voice.languages), USUAL_LANGUAGE))
        pcm = speaker.clip(reading.utterance(text, speaker.voice.id, BASE_RATE_WPM))
        name, notes = speaker.voice.full_name, speaker.notes()
    for note in notes:
        say_note(note)
    if file is None:
        typer.echo(name, err=True)
        _play(pcm)
        return
    with paths.writing(file, overwrite=overwrite) as target:
        write(pcm, target)
    paths.say_written(file, f"{file}: {len(pcm) / SAMPLE_RATE:.1f} s, {name}")


def _play(pcm: Pcm) -> None:
    """Play one sound to its end. Raises OutputError."""
    from coach.cli._devices_command import wished
    from coach.player import OneSound, open_output

    with closing(open_output(wished(None))) as output:
        output.start(OneSound(pcm))
        while not output.wait(0.1):
            pass
