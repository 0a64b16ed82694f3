"""The commands and their options. What a command does is in a file of its own, imported when the command is called."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coach._version import __version__
from coach.cli._adjustment_options import adjusting
from coach.cli._keys_command import keys_app
from coach.cli._paths import a_target
from coach.cli._plain_command import PlainCommand, PlainGroup
from coach.cli._shelving import ShelfOptions, shelving
from coach.cli._values import TEXT_FORMATS, a_caption, a_lead_in, a_text_format, either
from coach.cli._wishing import wishing
from coach.files import CAPTIONS, FORMATS

if TYPE_CHECKING:
    from coach.programme import Wishes
    from coach.session import Adjustments

_EXIT_CODES: Final = (
    "Exit codes: 0 done; 1 it could not be done, or a script has problems; 2 the command was not used correctly; "
    "3 the settings or an article cannot be used; 4 something you named is not there; 70 a fault of coach itself."
)

app = typer.Typer(
    cls=PlainGroup,
    help="A calm voice that talks you through a hands-on routine, step by step.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(keys_app, name="keys")


_NAME_HELP: Final = "The name of a routine (see coach list), or a script file (- for standard input)."

Name = Annotated[str, typer.Argument(metavar="NAME", help=_NAME_HELP)]
LeadIn = Annotated[
    Fraction | None,
    typer.Option(parser=a_lead_in, metavar="TIME", help="Announce the start and wait this long first, such as 10s."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Output JSON.")]


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


@app.command(cls=PlainCommand)
@wishing
def play(
    name: Name,
    device: Annotated[
        str | None,
        typer.Option("--device", metavar="NAME", help="Sound device, or part of its name (see coach devices)."),
    ] = None,
    lead_in: LeadIn = None,
    *,
    wishes: "Wishes",
) -> None:
    """Play a routine. Space pauses and resumes, q quits."""
    from coach.cli import _play as play

    play.run(name, wishes, device, lead_in)


@app.command(cls=PlainCommand)
@adjusting
def resume(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The routine to resume: its name or script file.")
    ] = None,
    device: Annotated[
        str | None,
        typer.Option("--device", metavar="NAME", help="Sound device. Default: the one you chose last time."),
    ] = None,
    lead_in: LeadIn = None,
    list_: Annotated[bool, typer.Option("--list", help="List the sessions you can resume, latest first.")] = False,
    *,
    adjustments: "Adjustments",
) -> None:
    """Resume an unfinished session.

    The latest one, or that of the routine NAME, from the beginning of the step it stopped in.
    """
    from coach.cli import _resume as resume
    from coach.session import Adjustments

    given = (name, device, lead_in) != (None, None, None) or adjustments != Adjustments()
    if list_ and given:
        raise typer.BadParameter("Use --list on its own.")
    if list_:
        resume.show()
    else:
        resume.run(name, device, lead_in, adjustments)


@app.command(cls=PlainCommand)
@shelving
@wishing
def export(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=_NAME_HELP)] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            parser=a_target,
            metavar="FILE",
            help="File to write (- for standard output), its format by its extension. Default: NAME.mp3. With --all: the folder.",
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{either(FORMATS)}. Default: taken from the file extension.",
        ),
    ] = None,
    captions: Annotated[
        list[str] | None,
        typer.Option(
            parser=a_caption, metavar="KIND", help=f"Also write captions: {either(CAPTIONS)}. May be repeated."
        ),
    ] = None,
    chapters: Annotated[
        bool, typer.Option("--chapters", help="Also write chapters, as JSON for podcast apps.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite existing files.")] = False,
    *,
    wishes: "Wishes",
    shelf: "ShelfOptions",
) -> None:
    """Export a routine as a sound file or a page.

    With --all, export all routines as a folder for the web.
    """
    beside = [*(captions or ()), *["chapters"] * chapters]
    shelf.check(name, file, beside)
    if name is None:
        from coach.cli import _shelf_command as whole_shelf

        whole_shelf.run(wishes, file or Path(), format_, shelf, anew=force)
    else:
        from coach.cli import _export as export

        export.run(name, wishes, file, format_, beside, overwrite=force)


@app.command("list", cls=PlainCommand)
def list_(
    json: JsonOption = False,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="Only routines in this language, such as de or en-GB."),
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only your own routines.")] = False,
) -> None:
    """List the routines you can call by name."""
    from coach.cli import _listing as listing

    listing.run(as_json=json, language=language, only_own=mine)


@app.command(cls=PlainCommand)
@wishing
def show(
    name: Name,
    json: JsonOption = False,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", parser=a_target, metavar="FILE", help="Draw a picture instead: FILE.svg or FILE.png."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    live: Annotated[bool, typer.Option("--live", help="Show what is played live, not what a file holds.")] = False,
    *,
    wishes: "Wishes",
) -> None:
    """Show when everything in a routine happens."""
    if json and picture:
        raise typer.BadParameter("Use either --json or --picture.")
    if force and not picture:
        raise typer.BadParameter("--force needs --picture FILE.")
    from coach.cli import _show as show

    show.run(name, wishes, picture, as_json=json, overwrite=force, is_live=live)


@app.command(cls=PlainCommand)
@wishing
def transcript(
    name: Name,
    file: Annotated[
        Path | None,
        typer.Option("-o", "--output", parser=a_target, metavar="FILE", help="Write to a file instead."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=a_text_format,
            metavar="FORMAT",
            help=f"{either(TEXT_FORMATS)}. Default: taken from the file extension.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    *,
    wishes: "Wishes",
) -> None:
    """Show a routine as text, with times."""
    from coach.cli import _transcript_command as transcript

    transcript.run(name, wishes, file, format_, overwrite=force)


@app.command(cls=PlainCommand)
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Scripts to check.")],
    json: JsonOption = False,
    voice: Annotated[
        str | None,
        typer.Option(
            "--voice", metavar="VOICE", help="Measure how long words take with this voice, instead of guessing."
        ),
    ] = None,
) -> None:
    """Check scripts and show every problem and hint at its place."""
    from coach.cli import _check as check

    check.run(files, voice, as_json=json)


@app.command(cls=PlainCommand)
def voices(
    json: JsonOption = False,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="Only voices for this language, such as en-GB or de."),
    ] = None,
    say: Annotated[str | None, typer.Option("--say", metavar="TEXT", help="Text for the voice to say.")] = None,
    voice: Annotated[
        str | None, typer.Option("--voice", metavar="VOICE", help="With --say: the voice to hear.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", parser=a_target, metavar="FILE", help="With --say: save a WAV, MP3 or FLAC file instead."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """List the voices, or hear one."""
    if say is None:
        if voice or file or force:
            raise typer.BadParameter("--voice, --output and --force need --say TEXT.")
        from coach.cli import _voices as voices

        voices.run(as_json=json, language=language)
    else:
        if json:
            raise typer.BadParameter("Use either --json or --say.")
        from coach.cli import _sample as sample

        sample.run(say, voice, language, file, overwrite=force)


@app.command(cls=PlainCommand)
def devices(json: JsonOption = False) -> None:
    """List the sound devices."""
    from coach.cli import _devices_command as devices

    devices.run(as_json=json)


@app.command("import", cls=PlainCommand)
def import_(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A text file, Markdown file or saved web page.")],
    file: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            parser=a_target,
            metavar="FILE",
            help="Draft to write (- for standard output). Default: named after the title.",
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="Language of the article, such as en-US or de.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Turn a how-to article into a draft script.

    Every guess in the draft is marked "look:".
    """
    from coach.cli import _importing as importing

    importing.run(article, file, language, overwrite=force)


@app.command(cls=PlainCommand)
def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Name of the script; creates NAME.md here (- for standard output)."),
    ],
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="Language of the script: en-US, de, fr, es or another."),
    ] = None,
    mine: Annotated[
        bool, typer.Option("--mine", help="Create it in your own folder, so that you can call it by its name.")
    ] = False,
) -> None:
    """Create a script from a template."""
    from coach.cli import _new as new

    new.run(name, language, mine=mine)


@app.command(cls=PlainCommand)
def config(
    key: Annotated[str | None, typer.Argument(metavar="SETTING", help="A setting. Default: show all.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="Its new value.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Reset to default.")] = False,
) -> None:
    """Show or change your defaults."""
    from coach.cli import _config as config

    config.run(key, value, unset=unset)
