"""``coach import``."""

import re
import unicodedata
from pathlib import Path
from typing import Final

import typer

from coach.bounded import read_at_most
from coach.cli import _paths as paths
from coach.errors import Code, ExportError, NotFoundError
from coach.files import by_extension
from coach.importer import MOST_BYTES, Written, decode, draft_script
from coach.programme import TEXT_SUFFIXES

_LONGEST_NAME: Final = 60
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://|www\.", re.IGNORECASE)


def run(article: str, file: Path | None, language: str | None, *, overwrite: bool) -> None:
    """Read an article, write its draft, and say where it is and how much to look at. Raises BadParameter or CoachError."""
    is_stdin = paths.is_stdin(article)
    path = Path("" if is_stdin else article)
    if file is not None:
        by_extension(file, dict.fromkeys((*TEXT_SUFFIXES, ""), True), "script format")
        paths.check_written(file, overwrite=overwrite, is_text=True)
    data = paths.read_stdin(MOST_BYTES) if is_stdin else _read(article, path)
    written = draft_script(decode(data, paths.STDIN_NAME if is_stdin else article), path.name, language)
    target = file or Path(f"{file_name(written.title, path.stem)}.md")
    paths.check_written(target, overwrite=overwrite, is_text=True)
    if not is_stdin and target.exists() and target.samefile(path):
        what, hint = f"The draft would overwrite the article {target}", "Choose another file with -o FILE."
        raise ExportError(what, hint, code=Code.SAME_FILE_TWICE, path=str(target))
    with paths.writing(target, overwrite=overwrite) as draft:
        draft.write(written.script.encode())
    paths.say_written(target, _summary(target, written))


def file_name(title: str, otherwise: str) -> str:
    """A plain file name for a title: lower-case letters, digits and hyphens; made from ``otherwise`` if the title has none."""
    for text in (title, otherwise):
        letters = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-")
        if name:
            return name
    return "draft"


def _read(article: str, path: Path) -> bytes:
    if _ADDRESS.match(article) and not path.exists():
        raise typer.BadParameter(
            f"{article} is a web address, and coach downloads nothing. "
            "Save the page first (in a browser: Save page as), then import the file."
        )
    try:
        return read_at_most(path, MOST_BYTES)
    except OSError as error:
        code = Code.FILE_NOT_FOUND if isinstance(error, FileNotFoundError) else Code.FILE_UNREADABLE
        hint = "Give the path of an article: a text file, a Markdown file or a saved web page."
        raise NotFoundError(f"{article} cannot be read: {error.strerror}", hint, code=code, path=article) from error


def _summary(target: Path, written: Written) -> str:
    sections, steps, looks = written.sections, written.steps, written.looks
    size = f"{sections} section{_s(sections)}, {steps} step{_s(steps)}"
    where = "Wrote" if paths.is_stdout(target) else f"Wrote {target}:"
    marked = f"Look at the {looks} place{_s(looks)} marked" if looks else "Nothing is marked"
    return f"{where} {size}. {marked} 'look:'."


def _s(count: int) -> str:
    return "" if count == 1 else "s"
