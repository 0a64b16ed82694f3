"""``coach import``."""

import re
import unicodedata
from pathlib import Path
from typing import Final

import typer

from coach.atomic import check_target, replacing
from coach.errors import CoachError, NotFoundError
from coach.importer import Written, decode, draft_script

_LONGEST_NAME: Final = 60
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://|www\.", re.IGNORECASE)


def run(article: str, file: Path | None, language: str | None, *, overwrite: bool) -> None:
    """Read an article, write its draft, and say where it is and how much there is to look at. Raises CoachError."""
    path = Path(article)
    written = draft_script(decode(_read(article, path), article), path.name, language)
    if file == Path("-"):
        typer.echo(written.script, nl=False)
        return
    target = file or Path(f"{file_name(written.title, path.stem)}.md")
    check_target(target, overwrite=overwrite)
    if target.exists() and target.samefile(path):
        raise CoachError(f"{target} is the article itself", "Write the draft elsewhere with -o FILE.")
    with replacing(target, overwrite=overwrite) as draft:
        draft.write(written.script.encode())
    typer.echo(_summary(target, written))


def file_name(title: str, otherwise: str) -> str:
    """A plain name for the file of a title: small letters, digits and hyphens; by ``otherwise`` if the title has none."""
    for text in (title, otherwise):
        letters = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-")
        if name:
            return name
    return "draft"


def _read(article: str, path: Path) -> bytes:
    if _ADDRESS.match(article) and not path.exists():
        hint = "Save the page first (in a browser: Save page as), and import the file."
        raise CoachError(f"{article} is an address, and nothing is fetched", hint)
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{article} cannot be read: {error.strerror}", "Name the file of an article.") from error


def _summary(target: Path, written: Written) -> str:
    sections, steps, looks = written.sections, written.steps, written.looks
    size = f"{sections} section{_s(sections)}, {steps} step{_s(steps)}"
    return f"{target}: a draft with {size}; {looks} place{_s(looks)} to look at {'are' if looks != 1 else 'is'} marked 'look:'"


def _s(count: int) -> str:
    return "" if count == 1 else "s"
