"""The options that export many routines as one folder for the web, instead of one routine as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coach.cli._paths import is_stdout
from coach.cli._values import a_web_address, an_email
from coach.cli._wishing import gathering


@dataclass(frozen=True, slots=True)
class ShelfOptions:
    """Which routines, and what is said about all of them. What was not given comes from the user's own defaults, or is empty."""

    every: bool = False
    only_own: bool = False
    url: str = ""
    title: str = ""
    author: str = ""
    email: str = ""
    description: str = ""
    given: tuple[str, ...] = ()
    """Those on the command line, by their names."""

    def check(self, name: str | None, file: Path | None, beside: Sequence[str]) -> None:
        """Check that the options go together: one routine, or many. Raises BadParameter."""
        chosen = [flag for flag, is_given in (("--all", self.every), ("--mine", self.only_own)) if is_given]
        if len(chosen) + (name is not None) > 1:
            both = " and ".join(([f"the routine {name}"] if name is not None else []) + chosen)
            raise typer.BadParameter(f"Use only one of {both}: a routine, --all or --mine.")
        if not chosen and name is None:
            raise typer.BadParameter("Name a routine (see coach list), or use --all -o FOLDER.")
        if chosen and file is None:
            raise typer.BadParameter(f"{chosen[0]} needs a folder: -o FOLDER.")
        if chosen and is_stdout(file):
            raise typer.BadParameter(f"{chosen[0]} writes a folder, which standard output is not: -o FOLDER.")
        if chosen and beside:
            raise typer.BadParameter("--captions and --chapters are for one routine; a folder always has both.")
        if not chosen and self.given:
            raise typer.BadParameter(f"--{self.given[0]} needs --all or --mine.")


def _shelf(
    all_: Annotated[
        bool, typer.Option("--all", help="Export all routines, with a page and a podcast feed, to -o FOLDER.")
    ] = False,
    mine: Annotated[bool, typer.Option("--mine", help="Like --all, but only your own routines.")] = False,
    url: Annotated[
        str | None,
        typer.Option(
            parser=a_web_address, metavar="URL", help="With --all: web address of the folder; needed for a feed."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="With --all: title of the collection.")] = None,
    author: Annotated[str | None, typer.Option(metavar="TEXT", help="With --all: author of the collection.")] = None,
    email: Annotated[
        str | None,
        typer.Option(parser=an_email, metavar="ADDRESS", help="With --all: contact address for podcast directories."),
    ] = None,
    description: Annotated[
        str | None, typer.Option(metavar="TEXT", help="With --all: one or two sentences about the collection.")
    ] = None,
) -> ShelfOptions:
    asked = {"url": url, "title": title, "author": author, "email": email, "description": description}
    given = {key: value for key, value in asked.items() if value is not None}
    if not (all_ or mine):
        return ShelfOptions(given=tuple(given))
    from coach.cli import _personal as personal

    settled = {key: value for key, value in personal.values().items() if key in asked} | given
    return ShelfOptions(all_, mine, given=tuple(given), **settled)


shelving = gathering(_shelf, "shelf")
"""Give a command the options above, and what was asked by them as its keyword ``shelf``."""
