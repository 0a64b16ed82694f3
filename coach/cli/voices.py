"""``coach voices``."""

import json
from dataclasses import asdict

import typer

from coach.voice.speaker import list_voices


def run(*, as_json: bool) -> None:
    """Print every voice. Raises VoiceError if the engine does not start."""
    voices = list_voices()
    if as_json:
        typer.echo(json.dumps([asdict(voice) for voice in voices], indent=2, ensure_ascii=False))
        return
    width = max((len(voice.full_name) for voice in voices), default=0)
    for voice in voices:
        gender = f", {voice.gender}" if voice.gender else ""
        typer.echo(f"{voice.full_name:{width}}  {', '.join(voice.languages)}: {voice.name}{gender}")
