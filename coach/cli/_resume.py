"""``coach resume``."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from shlex import quote
from typing import Final

import typer

from coach.cli import _play as play
from coach.cli import _session_setup as beginning
from coach.cli._devices_command import wished
from coach.cli._exits import say_note
from coach.cli._hints import hint_of
from coach.errors import CoachError, Code, SavedError, ScriptError
from coach.folders import Folders
from coach.player import choose_output
from coach.programme import Opened, open_programme
from coach.session import (
    Adjustments,
    MatchedBy,
    Saved,
    SavedSessions,
    StepIndex,
    StepMatch,
    StepName,
    adjusted,
    match_step,
    position_of,
)

_EDITED: Final = "the script has changed since"
_HOW: Final = {
    MatchedBy.SAME: "; the step is still there",
    MatchedBy.AFTER: ", and '{step}' is gone; continuing at the next step that is still there",
    MatchedBy.BEFORE: ", and '{step}' and everything after it are gone; continuing at the step before",
    MatchedBy.SECTION: ", and '{step}' and the steps around it are gone; continuing at the start of its section",
    MatchedBy.ANEW: ", and nothing of it is left; starting over",
}


def run(name: str | None, output_name: str | None, lead_in: Fraction | None, adjustments: Adjustments) -> None:
    """Resume the latest session, or that of one routine, adjusted, from the start of the step it ended in. Raises CoachError."""
    lead_in_s = beginning.lead_in_s(lead_in)
    folders = Folders.of_user()
    sessions = SavedSessions(folders)
    saved = adjusted(sessions.latest(name), adjustments)
    wished_output = output_name or saved.output or wished(None)
    make_output = choose_output(wished_output)
    with _opened_again(saved, folders) as opened:
        position = position_of(opened, saved.wishes, wished_output, sessions)
        found = match_step(saved.steps, saved.step, position.steps)
        step = position.steps[found.number].shown
        _tell(saved, position, found, step)
        messages = opened.programme.choices.messages
        if found.how is MatchedBy.ANEW:
            start = replace(beginning.starting(messages, lead_in_s), tempo=saved.tempo, volume_db=saved.volume_db)
        else:
            index = StepIndex.of(opened.programme.moments).start(found.number)
            start = beginning.going_on(messages, lead_in_s, saved, step, index)
        play.perform(opened, make_output, start, position, sessions)


def show() -> None:
    """Print the sessions that can be resumed, the latest first."""
    kept = SavedSessions(Folders.of_user()).all()
    if not kept:
        typer.echo("There are no unfinished sessions.", err=True)
    for one in kept:
        when = datetime.fromtimestamp(one.at_s).strftime("%Y-%m-%d %H:%M")
        if one.saved is None:
            typer.echo(f"{when}  {one.file} cannot be read: {one.fault}")
        else:
            typer.echo(f"{when}  {one.saved.name}")
            typer.echo(f"{'':{len(when)}}  {one.saved.title}, at: {_where(one.saved.at)}")


def _tell(saved: Saved, position: Saved, found: StepMatch, step: str) -> None:
    """Print where the session continues, and what has happened to the script."""
    if (saved.fingerprint, saved.steps) != (position.fingerprint, position.steps):
        say_note(_EDITED + _HOW[found.how].format(step=saved.at.shown))
    if found.how is not MatchedBy.ANEW:
        typer.echo(f"Continuing with: {step.rstrip('.')}.", err=True)


@contextmanager
def _opened_again(saved: Saved, folders: Folders) -> Iterator[Opened]:
    """The same programme by the same voice, if both are still there. Raises SavedError, or ScriptError for a script with problems."""
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open_programme(saved.name, saved.wishes, folders, is_live=True))
        except ScriptError:
            raise
        except CoachError as error:
            what = f"The session saved at '{saved.at.shown}' cannot be resumed: {error.what}"
            hint = f"{hint_of(error)} Start over with: coach play {quote(saved.name)}".strip()
            raise SavedError(what, hint, code=Code.SESSION_UNUSABLE, name=saved.name) from error
        yield opened


def _where(step: StepName) -> str:
    return f"{step.section}, {step.title}" if step.title not in ("", step.section) else step.section
