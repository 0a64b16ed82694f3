"""``coach show``: the timeline as a table, as JSON for other programs (docs/show-json.md is its contract), or as a picture."""

import json
from collections.abc import Iterator
from pathlib import Path

import typer

from coach.cli import _paths as paths
from coach.cli import _picturing as picturing
from coach.cli._exits import say_hints, say_note
from coach.cli._progress_bar import progress_bar
from coach.cli._scripts import named
from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.script import Routine
from coach.timeline import Clip, Event, Kind, Timeline
from coach.units import Frames, clock, samples_of, samples_to_s


def run(name: str, wishes: Wishes, picture: Path | None, *, as_json: bool, overwrite: bool, is_live: bool) -> None:
    """Print when everything happens, or draw it. Raises CoachError."""
    if picture:
        picturing.check(picture, overwrite=overwrite)
    with open_programme(named(name), wishes, Folders.of_user(), is_live=is_live) as opened:
        with progress_bar("Speaking") as on_spoken:
            timeline = opened.programme.timeline(on_spoken)
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
        say_hints(opened.programme.left_out())
    routine = opened.found.routine
    if picture:
        picturing.write(picture, routine, timeline, opened.programme.choices.messages, overwrite=overwrite)
        paths.say_written(picture, f"{picture}: {clock(timeline.duration_s)}, {len(timeline.chapters())} chapters")
    elif as_json:
        typer.echo(json.dumps(as_data(routine, timeline), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(table(routine, timeline)))


def as_data(routine: Routine, timeline: Timeline) -> dict[str, object]:
    """The timeline as plain data; seconds are exact to the microsecond."""
    return {
        "title": routine.title,
        "language": routine.language,
        "duration_s": round(timeline.duration_s, 6),
        "events": [
            {
                "start_s": _seconds(event.start),
                "duration_s": _seconds(event.length),
                "kind": event.kind.value,
                "text": _text(event),
                "section": event.place.section_title,
                "step": event.place.step_title if event.place.step >= 0 else None,
            }
            for event in timeline.events
        ],
    }


def table(routine: Routine, timeline: Timeline) -> Iterator[str]:
    """The lines of the table: a heading for each section and step, and under it what happens and when."""
    yield f"{routine.title}: {clock(timeline.duration_s)}"
    yield from picturing.lines(timeline)
    section = step = None
    for event in timeline.events:
        place = event.place
        if place.section != section:
            yield ""
            yield f"{clock(_seconds(event.start)):>8}  {place.section_title}"
            section, step = place.section, None
        if place.step != step and place.step >= 0 and place.step_title != place.section_title:
            yield f"{'':8}    {place.step_title}"
        step = place.step
        yield f"{clock(_seconds(event.start)):>8}      {_what(event)}"


def _text(event: Event) -> str:
    """The words, the chime's name, or which repetition a silence belongs to."""
    if isinstance(event, Clip):
        return event.text
    return f"{event.beat.number} of {event.beat.total}" if event.beat else ""


def _what(event: Event) -> str:
    length = f"{_seconds(event.length):5.1f} s"
    if not isinstance(event, Clip):
        return f"{length}  {event.kind.value}{f' {_text(event)}' if event.beat else ''}"
    return f"{length}  “{event.text}”" if event.kind is Kind.SPEECH else f"{length}  chime: {event.text}"


def _seconds(frames: Frames) -> float:
    return round(samples_to_s(samples_of(frames)), 6)
