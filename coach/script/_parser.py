"""A script's text -> its routine, or every problem in it."""

from dataclasses import replace
from typing import Final

from coach.script._body import Body
from coach.script._codes import ScriptCode
from coach.script._front_matter import FrontMatter, code, read_front_matter
from coach.script._looks import look_at_marks
from coach.script._routine import Routine
from coach.script._source import Problems, Sounds, Source, unreadable

LONGEST_SCRIPT: Final = 1_048_576
"""Characters: far more than anyone writes. The worst text of this length takes well under a minute to report on."""


def parse(text: str, path: str, sounds: Sounds | None = None) -> Routine:
    """The routine that a script writes down. ``path`` names the script in problems; no file is touched.

    ``sounds`` says what is wrong with a sound, by its name; without it no sound is looked for.
    Its ``hints`` are what the writer should look at, although it can be played.
    Raises :class:`coach.errors.ScriptError` with every problem of the script, in the order of its lines.
    """
    source = Source(text, path)
    problems = Problems(sounds)
    _check_characters(source, problems)
    front = read_front_matter(source, problems)
    if front is None:
        raise problems.error()
    routine = _read(source, front, problems)
    look_at_marks(source, front.body_line, problems)
    if problems:
        raise problems.error()
    return replace(routine, hints=problems.hints())


def _check_characters(source: Source, problems: Problems) -> None:
    """Raise at once for a text of which nothing more need be said."""
    if len(source.text) > LONGEST_SCRIPT:
        what = f"the script is longer than {LONGEST_SCRIPT} characters"
        hint = "write several routines, and bring them together with [include: name]"
        problems.add(source.location(1, 1), what, hint, ScriptCode.TOO_LONG)
    elif bad := unreadable(source.text):
        at = source.at(bad.start(), bad.end())
        what, hint = f"the character {code(bad[0])} cannot stand in a script", "take it out, and save the file as UTF-8"
        problems.add(at, what, hint, ScriptCode.BAD_CHARACTER, "")
    elif not source.text.strip():
        hint = "begin with the lines ---, title: ..., language: en-US, ---, and write each step after '- '"
        problems.add(source.location(1, 1), "the script is empty", hint, ScriptCode.EMPTY_SCRIPT)
    if problems:
        raise problems.error()


def _read(source: Source, front: FrontMatter, problems: Problems) -> Routine:
    options = frozenset(option.name for option in front.options) if front.options_known else None
    before = len(problems)
    body = Body(source, front.title, options, problems)
    body.read(front.body_line)
    if not body.parts() and len(problems) == before:
        at = source.location(min(front.body_line + 1, len(source.lines)), 1)
        hint = "write each step on a line that begins with '- '"
        problems.add(at, "the script has no steps", hint, ScriptCode.NO_STEPS)
    return Routine(
        front.title,
        front.language,
        body.parts(),
        front.summary,
        front.needs,
        front.safety,
        front.options,
        front.pace,
        tuple(body.notes),
        front.pronounce,
    )
