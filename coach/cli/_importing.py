"""``coach import``."""

import re
import unicodedata
from pathlib import Path
from typing import Final

from coach.cli import _paths as paths
from coach.errors import CoachError, NotFoundError
from coach.files import by_extension
from coach.importer import Written, decode, draft_script
from coach.programme import TEXT_SUFFIXES

_LONGEST_NAME: Final = 60
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://|www\.", re.IGNORECASE)


def run(article: str, file: Path | None, language: str | None, *, overwrite: bool) -> None:
    """Read an article, write its draft, and say where it is and how much there is to look at. Raises CoachError."""
    is_stdin = paths.is_stdin(article)
    path = Path("" if is_stdin else article)
    if file is not None:
        by_extension(file, dict.fromkeys((*TEXT_SUFFIXES, ""), True), "a draft", "A draft is the text of a script.")
        paths.check_written(file, overwrite=overwrite, is_text=True)
    data = paths.read_stdin() if is_stdin else _read(article, path)
    written = draft_script(decode(data, paths.STDIN_NAME if is_stdin else article), path.name, language)
    target = file or Path(f"{file_name(written.title, path.stem)}.md")
    paths.check_written(target, overwrite=overwrite, is_text=True)
    if not is_stdin and target.exists() and target.samefile(path):
        raise CoachError(f"{target} is the article itself", "Write the draft elsewhere with -o FILE.")
    with paths.writing(target, overwrite=overwrite) as draft:
        draft.write(written.script.encode())
    paths.say_written(target, _summary(target, written))


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
