"""A format of one's own: the events of a programme as a CSV file, for a spreadsheet or a lighting desk.

Install it with ``pip install -e examples/a_format``. Then ``coach export hand-reset -o hand-reset.csv`` writes it, and so does
``programme.export("hand-reset.csv")``.
"""

import csv
import io
from collections.abc import Callable
from typing import BinaryIO

import coach

COLUMNS = ("start_s", "duration_s", "kind", "section", "step", "text")


class CsvWriter:
    """See :class:`coach.Writer`."""

    def check(self) -> None:
        """Nothing is needed; a format that needs a program looks for it here."""

    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        """One row for each event."""
        timeline = programme.timeline()
        text = io.TextIOWrapper(file, "utf-8", newline="")
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for number, event in enumerate(timeline.events, start=1):
            rows.writerow(
                (
                    f"{event.start_s:.3f}",
                    f"{event.duration_s:.3f}",
                    event.kind.value,
                    event.place.section_title,
                    event.place.step_title,
                    event.text,
                )
            )
            on_progress(number, len(timeline.events))
        text.flush()
        text.detach()  # the file is closed by whoever opened it


CSV = coach.Format("csv", ".csv", "when everything happens, for spreadsheets", "csv_format:CsvWriter")
