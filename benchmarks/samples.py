"""Renders samples to listen to: ``python benchmarks/samples.py FOLDER`` makes MP3s and a page, ``index.html``, that plays them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.files import export
from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.timeline import Loudness
from coach.voice import installed_engines

SCRIPT = """---
title: A rest for the shoulders
language: en-US
safety: [Stop if anything hurts.]
---

## Shoulders {sides="right shoulder, left shoulder"}

- **Drop.** Let the {side} sink, as if somebody hung a heavy coat on it. [hold: 10s, countdown: 3]
- Draw slow circles with it, first backwards. Then forwards. [repeat: 3 every 4s]
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of the page: what it is called, and how it is wished."""

    title: str
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.title.replace(" ", "-").replace(",", "") + ".mp3"


def samples() -> Iterator[Sample]:
    """Every engine that is installed, as usual, slow, and at night."""
    for engine in installed_engines():
        yield Sample(f"{engine}, as written", Wishes(voice=engine))
        yield Sample(f"{engine}, slow", Wishes(voice=engine, pace=Fraction(85, 100)))
        yield Sample(f"{engine}, at night", Wishes(voice=engine, loudness=Loudness.NIGHT))


def main() -> None:
    """Write the script, the files and the page."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "sample.md"
    script.write_text(SCRIPT, encoding="utf-8")
    items = []
    for sample in samples():
        with open_programme(str(script), sample.wishes, Folders.of_user()) as opened:
            timeline = opened.programme.timeline()
            export(opened.programme, folder / sample.file, overwrite=True)
        items.append(f'<h2>{escape(sample.title)}</h2>\n<audio controls src="{escape(sample.file)}"></audio>')
        print(f"{folder / sample.file}: {timeline.duration_s:.0f} s")
    page = "\n".join(['<!doctype html>\n<meta charset="utf-8">\n<title>Samples</title>', *items])
    (folder / "index.html").write_text(page + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
