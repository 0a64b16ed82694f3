"""Show when everything in a routine happens, as a table.

Run it with the file of a script, or the name of a routine: ``python examples/timeline_table.py hand-reset``. A second argument
names a voice.
"""

import sys

import coach


def rows(timeline: coach.Timeline) -> list[tuple[str, str, str, str, str]]:
    """Start, length, kind, step and words of each event."""
    return [
        (
            f"{event.start_s:.1f}",
            f"{event.duration_s:.1f}",
            event.kind.value,
            event.place.step_title or event.place.section_title,
            event.text,
        )
        for event in timeline.events
    ]


def main(name: str, voice: str | None = None) -> None:
    """Print the table."""
    with coach.load(name, voice=voice) as programme:
        table = [("start", "length", "kind", "step", "words"), *rows(programme.timeline())]
    widths = [min(30, max(len(row[column]) for row in table)) for column in range(4)]
    for start, length, kind, step, words in table:
        print(
            start.rjust(widths[0]),
            length.rjust(widths[1]),
            kind.ljust(widths[2]),
            step[: widths[3]].ljust(widths[3]),
            words,
            sep="  ",
        )


if __name__ == "__main__":
    try:
        main(*sys.argv[1:3])
    except coach.CoachError as error:
        sys.exit(f"{error.what}\n{error.hint}")
