"""``coach new``: a script to write over, from a template in its language."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

import typer

from coach.cli import _paths as paths
from coach.cli._exits import say_note
from coach.errors import Code, ExportError, ScriptError
from coach.folders import Folders
from coach.programme import SUFFIX
from coach.script import can_be_said, collapse, parse
from coach.voice import canonical, primary

DEFAULT_LANGUAGE: Final = "en-US"

_TEMPLATES: Final = files("coach.cli") / "templates"
"""A script for each language, named after it; each is valid as it is."""

_NO_SCRIPTS: Final = (
    *(".txt", ".text", ".markdown", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".json", ".yaml", ".yml"),
    *(".mp3", ".m4a", ".m4b", ".wav", ".flac", ".ogg", ".opus"),
)
"""Extensions of other files. Any other dot is part of a name, as in ``hand-reset.de``."""


def run(name: str, language: str | None, *, mine: bool) -> None:
    """Write a template to ``name``.md, in the user's own folder of scripts if it is to be ``mine``, and say what to do with it.

    ``-`` writes it to standard output. Raises BadParameter, or ExportError if the file already exists.
    """
    path, title = (paths.a_target(name), "") if paths.is_stdin(name) else _named(name)
    if mine:
        path = _own(path)
    if not paths.is_stdout(path) and path.exists():
        hint = "Choose another name; coach new never overwrites a script."
        raise ExportError(f"{path} already exists", hint, code=Code.SCRIPT_EXISTS, path=str(path))
    named_language = _language_in(path)
    if language is None:
        language = named_language or DEFAULT_LANGUAGE
    text = template(language, title.removesuffix(f".{named_language}"))
    if mine:
        _make_folders()
    with paths.writing(path, overwrite=False) as script:
        script.write(text.encode())
    if not has_template(language):
        say_note(f"there is no template in '{language}', so its words are English; replace them all")
    if not paths.is_stdout(path):
        typed = paths.typed(path.stem if mine else path)
        typer.echo(f"Created {path} from a template. Replace it with your own words, then run: coach check {typed}")


def template(language: str, title: str) -> str:
    """The text of a new script; without a title, the one of the template. Raises BadParameter for an invalid language."""
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
        raise typer.BadParameter(f"{problem.what.replace(tag, language)}: {problem.hint}.") from error
    return text


def has_template(language: str) -> bool:
    """Whether there is a template in this language, of whatever region."""
    return primary(language) in languages()


def languages() -> tuple[str, ...]:
    """The languages that there are templates in."""
    return tuple(sorted(entry.name.removesuffix(SUFFIX) for entry in _TEMPLATES.iterdir()))


def _named(name: str) -> tuple[Path, str]:
    """The file of a name, and the title that it stands for. Raises BadParameter if it is not a name."""
    if not name.isprintable():
        raise typer.BadParameter(
            f"'{name}' holds a tab, a line break or another character that cannot be seen. Write it with letters and spaces."
        )
    given = Path(name)
    if (extension := given.suffix.lower()) in _NO_SCRIPTS:
        better = paths.typed(given.with_suffix(""))
        raise typer.BadParameter(
            f"A script is a {SUFFIX} file, and '{name}' is a {extension} file. Write: coach new {better}"
        )
    stem = given.stem if extension == SUFFIX else given.name
    title = collapse(stem.replace("-", " ").replace("_", " "))
    if name != name.strip() or stem.startswith(".") or name.endswith(("/", "\\")) or not can_be_said(title):
        raise typer.BadParameter(
            f"'{name}' cannot be the name of a script. Use a name with letters, such as: coach new tired-hands"
        )
    path = given if extension == SUFFIX else given.with_name(f"{given.name}{SUFFIX}")
    return path, title[:1].upper() + title[1:]


def _own(path: Path) -> Path:
    if paths.is_stdout(path) or path.name != str(path):
        raise typer.BadParameter(f"--mine creates it in {Folders.of_user().scripts}. Give a name without a folder.")
    return Folders.of_user().scripts / path


def _language_in(path: Path) -> str | None:
    """The language in a name such as ``hand-reset.de``, if there is a template in it."""
    tag = Path(path.stem).suffix.removeprefix(".")
    return tag if tag in languages() else None


def _make_folders() -> None:
    """Those that a writer puts files into. Raises ExportError."""
    folders = Folders.of_user()
    for folder in (folders.scripts, folders.chimes, folders.beds):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"The folder {folder} cannot be created: {error.strerror}"
            hint = "Create it yourself, or leave out --mine."
            raise ExportError(what, hint, code=Code.CANNOT_WRITE, path=str(folder)) from error
