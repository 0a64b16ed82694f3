"""The commands and their options. What a command does lives beside it and is imported when it is called."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from coach import __version__

app = typer.Typer(
    help="A calm voice that talks you through a hands-on routine, step by step.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def parse_pace(text: str) -> Fraction:
    """A pace from the command line, by name or number. Raises typer.BadParameter with what is allowed."""
    from coach.script.pace_names import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE

    allowed = f"a number from {float(SLOWEST_PACE)} (slowest) to {float(FASTEST_PACE)}, or {', '.join(PACE_NAMES)}"
    if text in PACE_NAMES:
        return PACE_NAMES[text]
    try:
        pace = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise typer.BadParameter(f"'{text}' is not a pace: give {allowed}.") from None
    if not SLOWEST_PACE <= pace <= FASTEST_PACE:
        raise typer.BadParameter(f"{text} is out of range: give {allowed}.")
    return pace


Name = Annotated[str, typer.Argument(metavar="NAME", help="A routine's name (coach list), or the file of a script.")]
PaceOption = Annotated[
    Fraction | None,
    typer.Option(
        "--pace", parser=parse_pace, metavar="PACE", help="0.5 (slowest) to 2.0, or gentle, slow, normal, brisk."
    ),
]
VoiceOption = Annotated[
    str | None,
    typer.Option("--voice", metavar="VOICE", help="A voice (coach voices); chosen by language if not given."),
]
OptionsOption = Annotated[
    list[str] | None,
    typer.Option("--option", metavar="OPTION", help="Choose an option of the routine; may be repeated."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For other programs.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def play(
    name: Name,
    pace: PaceOption = None,
    voice: VoiceOption = None,
    option: OptionsOption = None,
    output: Annotated[
        str | None, typer.Option("--output", metavar="OUTPUT", help="miniaudio (the default) or simpleaudio.")
    ] = None,
) -> None:
    """Play a routine. Space pauses and goes on, q quits."""
    from coach.cli import play
    from coach.programme.opening import Wishes

    play.run(name, Wishes(pace, voice, frozenset(option or ())), output)


@app.command()
def export(
    name: Name,
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The MP3 to write; NAME.mp3 if not given.")
    ] = None,
    pace: PaceOption = None,
    voice: VoiceOption = None,
    option: OptionsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Make an MP3 of a routine, with chapters, to give away."""
    from coach.cli import export
    from coach.programme.opening import Wishes

    export.run(name, Wishes(pace, voice, frozenset(option or ())), file, overwrite=force)


@app.command("list")
def list_(json: JsonOption = False) -> None:
    """List the routines that can be called by name."""
    from coach.cli import listing

    listing.run(as_json=json)


@app.command()
def show(
    name: Name,
    pace: PaceOption = None,
    voice: VoiceOption = None,
    option: OptionsOption = None,
    json: JsonOption = False,
) -> None:
    """Show when everything in a routine happens."""
    from coach.cli import show
    from coach.programme.opening import Wishes

    show.run(name, Wishes(pace, voice, frozenset(option or ())), as_json=json)


@app.command()
def check(files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scripts to check.")]) -> None:
    """Check scripts, and show every problem at its place."""
    from coach.cli import check

    check.run(files)


@app.command()
def voices(json: JsonOption = False) -> None:
    """List the voices."""
    from coach.cli import voices

    voices.run(as_json=json)
