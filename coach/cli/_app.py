"""The commands and their options. What a command does lives beside it and is imported when it is called."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach import __version__
from coach.cli._keys_command import keys_app
from coach.cli._shelving import ShelfOptions, shelving
from coach.cli._values import a_caption, a_lead_in, a_text_format
from coach.cli._wishing import wishing

if TYPE_CHECKING:
    from coach.programme import Wishes

app = typer.Typer(
    help="A calm voice that talks you through a hands-on routine, step by step.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(keys_app, name="keys")


Name = Annotated[str, typer.Argument(metavar="NAME", help="A routine's name (coach list), or the file of a script.")]
LeadIn = Annotated[
    Fraction | None,
    typer.Option(parser=a_lead_in, metavar="TIME", help="Time to get ready first, announced, such as 10s."),
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
@wishing
def play(
    name: Name,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="OUTPUT", help="A sound device, or part of its name (coach devices)."),
    ] = None,
    lead_in: LeadIn = None,
    *,
    wishes: "Wishes",
) -> None:
    """Play a routine. Space pauses and goes on, q quits."""
    from coach.cli import _play as play

    play.run(name, wishes, output, lead_in)


@app.command()
def resume(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which routine, by its name or the file of its script.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="OUTPUT", help="A sound device; if not given, the one that was asked for."),
    ] = None,
    lead_in: LeadIn = None,
    list_: Annotated[bool, typer.Option("--list", help="Show what could be gone on with, the latest first.")] = False,
) -> None:
    """Go on with the latest session that has not come to its end, or with that of one routine."""
    from coach.cli import _resume as resume

    if list_ and (name is not None or output is not None or lead_in is not None):
        raise typer.BadParameter("--list stands alone.")
    if list_:
        resume.show()
    else:
        resume.run(name, output, lead_in)


@app.command()
@shelving
@wishing
def export(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A routine's name (coach list), or the file of a script.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to write, its ending says what; NAME.mp3 if not given. With --all, the folder.",
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="mp3, m4b, opus, flac, wav, html or ssml, if the ending of FILE does not say it.",
        ),
    ] = None,
    captions: Annotated[
        list[str] | None,
        typer.Option(parser=a_caption, metavar="KIND", help="Captions beside it: vtt, srt or lrc; may be repeated."),
    ] = None,
    chapters: Annotated[bool, typer.Option("--chapters", help="Its chapters beside it, as JSON for podcasts.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    *,
    wishes: "Wishes",
    shelf: "ShelfOptions",
) -> None:
    """Make a sound file of a routine, with chapters, to give away; or a folder of all routines for the web."""
    beside = [*(captions or ()), *["chapters"] * chapters]
    shelf.check(name, file, beside)
    if name is None:
        from coach.cli import _shelf_command as whole_shelf

        whole_shelf.run(wishes, file or Path(), format_, shelf, anew=force)
    else:
        from coach.cli import _export as export

        export.run(name, wishes, file, format_, beside, overwrite=force)


@app.command("list")
def list_(json: JsonOption = False) -> None:
    """List the routines that can be called by name."""
    from coach.cli import _listing as listing

    listing.run(as_json=json)


@app.command()
@wishing
def show(
    name: Name,
    json: JsonOption = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE", help="Draw it instead, as an SVG or a PNG by FILE's ending."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the picture if it exists.")] = False,
    *,
    wishes: "Wishes",
) -> None:
    """Show when everything in a routine happens."""
    if json and picture:
        raise typer.BadParameter("--json does not go with --picture.")
    if force and not picture:
        raise typer.BadParameter("--force goes with --picture FILE.")
    from coach.cli import _show as show

    show.run(name, wishes, picture, as_json=json, overwrite=force)


@app.command()
@wishing
def transcript(
    name: Name,
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A file to write instead of showing it.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=a_text_format,
            metavar="FORMAT",
            help="text or markdown, if the ending of FILE does not say it.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
    *,
    wishes: "Wishes",
) -> None:
    """Show a routine to read: what is said and done, and when."""
    from coach.cli import _transcript_command as transcript

    transcript.run(name, wishes, file, format_, overwrite=force)


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scripts to check.")],
    json: JsonOption = False,
    voice: Annotated[
        str | None,
        typer.Option("--voice", metavar="VOICE", help="Measure with this voice what has no room, instead of guessing."),
    ] = None,
) -> None:
    """Check scripts, and show every problem and hint at its place."""
    from coach.cli import _check as check

    check.run(files, voice, as_json=json)


@app.command()
def voices(
    json: JsonOption = False,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="Only those of a language, such as en-GB or de.")
    ] = None,
    say: Annotated[str | None, typer.Option("--say", metavar="TEXT", help="Hear a voice say something.")] = None,
    voice: Annotated[str | None, typer.Option("--voice", metavar="VOICE", help="With --say: which voice.")] = None,
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="With --say: save it as a WAV file instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """List the voices, or hear one."""
    if say is None:
        if voice or file or force:
            raise typer.BadParameter("--voice, --output and --force go with --say TEXT.")
        from coach.cli import _voices as voices

        voices.run(as_json=json, language=language)
    else:
        if json:
            raise typer.BadParameter("--json does not go with --say.")
        from coach.cli import _sample as sample

        sample.run(say, voice, language, file, overwrite=force)


@app.command()
def devices(json: JsonOption = False) -> None:
    """List the sound devices that can be played on."""
    from coach.cli import _devices_command as devices

    devices.run(as_json=json)


@app.command("import")
def import_(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file: plain text, Markdown, or a saved web page.")
    ],
    file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The draft to write (- for stdout); by its title if not given."
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="What it is written in, such as en-US or de.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Turn a how-to article into a draft of a script, with every guess marked."""
    from coach.cli import _importing as importing

    importing.run(article, file, language, overwrite=force)


@app.command()
def new(name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it; NAME.md is written.")]) -> None:
    """Begin a script: an example of everything, to write over."""
    from coach.cli import _new as new

    new.run(name)


@app.command()
def config(
    key: Annotated[str | None, typer.Argument(metavar="SETTING", help="One setting; all if not given.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="What to set it to.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take the setting back.")] = False,
) -> None:
    """Show or change your own defaults."""
    from coach.cli import _config as config

    config.run(key, value, unset=unset)
