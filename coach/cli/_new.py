"""``coach new``: a script to write over, from a template in its language."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

import typer

from coach.cli import _paths as paths
from coach.cli._exits import say_note
from coach.errors import CoachError, ScriptError
from coach.folders import Folders
from coach.programme import SUFFIX
from coach.script import can_be_said, collapse, parse
from coach.voice import canonical, primary

DEFAULT_LANGUAGE: Final = "en-US"

_TEMPLATES: Final = files("coach.cli") / "templates"
"""One script for each language, named by it; each is right as it is."""

_NO_SCRIPTS: Final = (
    *(".txt", ".text", ".markdown", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".json", ".yaml", ".yml"),
    *(".mp3", ".m4a", ".m4b", ".wav", ".flac", ".ogg", ".opus"),
)
"""Extensions of other files. Any other dot is part of a name, as in ``hand-reset.de``."""

_A_NAME: Final = "Give a name with letters, such as: coach new tired-hands"


def run(name: str, language: str | None, *, mine: bool) -> None:
    """Write a template to ``name``.md, in the user's own folder of scripts if it is to be ``mine``, and say what to do with it.

    ``-`` writes it to standard output. Raises CoachError if that is no name, if there is such a file, or for a language that is none.
    """
    path, title = (paths.a_target(name), "") if paths.is_stdin(name) else _named(name)
    if mine:
        path = _own(path)
    if not paths.is_stdout(path) and path.exists():
        raise CoachError(
            f"{path} exists already", "Choose another name; a script is never overwritten by an empty one."
        )
    named_language = _language_in(path)
    if language is None:
        language = named_language or DEFAULT_LANGUAGE
    text = template(language, title.removesuffix(f".{named_language}"))
    if mine:
        _make_folders()
    with paths.writing(path, overwrite=False) as script:
        script.write(text.encode())
    if not has_template(language):
        say_note(f"there is no template in '{language}', so this one is in English; write over all of its words")
    if not paths.is_stdout(path):
        typed = paths.typed(path.stem if mine else path)
        typer.echo(f"{path}: an example of everything; write your own over it, then: coach check {typed}")


def template(language: str, title: str) -> str:
    """The text of a new script; without a title, the one of the template. Raises CoachError for a language that is none."""
    tag = canonical(language)
    text = (_TEMPLATES / f"{primary(tag) if has_template(tag) else 'en'}{SUFFIX}").read_text(encoding="utf-8")
    if title:
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        text = re.sub(r"^title: .*", lambda _: f'title: "{quoted}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^language: .*", lambda _: f"language: {tag}", text, count=1, flags=re.MULTILINE)
    try:
        parse(text, "the template")
    except ScriptError as error:
        problem = error.problems[0]
        raise CoachError(
            f"There can be no script with this title and language: {problem.what}", problem.hint
        ) from error
    return text


def has_template(language: str) -> bool:
    """Whether there is a template in this language, of whatever region."""
    return primary(language) in languages()


def languages() -> tuple[str, ...]:
    """The languages that there are templates in."""
    return tuple(sorted(entry.name.removesuffix(SUFFIX) for entry in _TEMPLATES.iterdir()))


def _named(name: str) -> tuple[Path, str]:
    """The file of a name, and the title that it stands for. Raises CoachError for a name that is none."""
    given = Path(name)
    if (extension := given.suffix.lower()) in _NO_SCRIPTS:
        what = f"A new script is a file that ends in {SUFFIX}, and '{name}' ends in {extension}"
        raise CoachError(what, f"Give its name without an extension: coach new {paths.typed(given.with_suffix(''))}")
    stem = given.stem if extension == SUFFIX else given.name
    title = collapse("".join(character if character.isprintable() else " " for character in stem))
    title = collapse(title.replace("-", " ").replace("_", " "))
    if name != name.strip() or stem.startswith(".") or name.endswith(("/", "\\")) or not can_be_said(title):
        raise CoachError(f"'{name}' is no name for a script", _A_NAME)
    path = given if extension == SUFFIX else given.with_name(f"{given.name}{SUFFIX}")
    return path, title[:1].upper() + title[1:]


def _own(path: Path) -> Path:
    if paths.is_stdout(path) or path.name != str(path):
        raise CoachError(
            f"With --mine, a script goes into {Folders.of_user().scripts}", "Give a name without a folder."
        )
    return Folders.of_user().scripts / path


def _language_in(path: Path) -> str | None:
    """The language in a name such as ``hand-reset.de``, if there is a template in it."""
    tag = Path(path.stem).suffix.removeprefix(".")
    return tag if tag in languages() else None


def _make_folders() -> None:
    """Those that a writer puts files into. Raises CoachError."""
    folders = Folders.of_user()
    for folder in (folders.scripts, folders.chimes, folders.beds):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"The folder {folder} cannot be made: {error.strerror}"
            raise CoachError(what, "docs/files.md says how to choose another.") from error
