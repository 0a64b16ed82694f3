"""The page put together from its templates, up to the place of the sound and from there on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Final

import langcodes

from coach._version import __version__
from coach.page._markup import NOTHING, Markup, element, json_text, own, text
from coach.page._page_keys import KEYS, shown
from coach.page._page_phrases import keys, length, shown_in, words
from coach.page._policy import policy
from coach.page._table import Table
from coach.page._transcript_markup import as_markup
from coach.picture import strip_svg
from coach.script import Routine
from coach.timeline import Messages, Timeline
from coach.units import FRAME_SAMPLES, SAMPLE_RATE, Frames, clock, samples_of, samples_to_s
from coach.words import transcript

SCRIPTS: Final = (
    "table.js",
    "mp3.js",
    "memory.js",
    "phone.js",
    "sound.js",
    "elements.js",
    "ring.js",
    "display.js",
    "keys.js",
    "page.js",
)
"""In the order in which they stand in the page, as one script."""

STYLES: Final = ("base.css", "before.css", "player.css", "below.css", "screens.css", "wishes.css")
"""The same as one style sheet: the later ones rule."""

_FROM_RIGHT: Final = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"))
"""Scripts of living languages that are written from right to left, by ISO 15924."""

_SOUND: Final = Markup("<!-- sound -->")
_MINUTE_S: Final = 60
_FOLDER: Final = files(__package__) / "web"


@dataclass(frozen=True, slots=True)
class SoundInside:
    """What the page's script is told of the lines of sound in the page: the CRC-32 of each, and how to put them together.

    ``kind`` and ``parts`` are those of a :class:`coach.files.Pool`; without them the lines are one stream, in their order.
    """

    sums: tuple[int, ...]
    kind: Mapping[str, object] | None = None
    parts: tuple[tuple[int, int], ...] = ()

    def as_json(self) -> Mapping[str, object]:
        """The same for the page's data."""
        return {"sums": self.sums, "kind": self.kind, "parts": self.parts}


def document(routine: Routine, messages: Messages, timeline: Timeline, inside: SoundInside) -> tuple[Markup, Markup]:
    """All of the page before the lines of its sound, and all after them."""
    table = Table.of(timeline)
    said_in = shown_in(messages)
    said = words(messages)
    data = _data(routine, messages, table, [marker.title for marker in timeline.chapters()])
    data = {**data, "sound": inside.as_json()}
    style = "\n".join(_read(name) for name in STYLES)
    script = "\n".join(_read(name) for name in SCRIPTS)
    filled = Template(_read("page.html")).substitute(
        {f"say_{name}": text(phrase) for name, phrase in said.items()},
        language=text(routine.language),
        direction=text(direction(routine.language)),
        own=_own_language(messages, with_direction=True),
        own_language=_own_language(messages),
        policy=text(policy(script, style)),
        version=text(__version__),
        title=text(routine.title),
        style=own(style),
        script=own(script),
        data=json_text(data),
        length=text(length(messages, max(1, round(timeline.duration_s / _MINUTE_S)))),
        summary=element("p", text(routine.summary), class_="summary") if routine.summary else NOTHING,
        needs=_listed(said["have_ready"], routine.needs, messages, "needs"),
        safety=_listed(said["safety"], routine.safety, messages, "safety"),
        chapters=_chapters(timeline),
        # Made by us, with all that a writer wrote escaped by the library that writes its XML.
        strip=own(strip_svg(timeline, routine.title, said_in, compact=True)),
        transcript=as_markup(transcript(routine, timeline, messages)),
        keys=_key_table(messages),
        sound=_SOUND,
    )
    before, _, after = filled.rpartition(_SOUND)
    return Markup(before), Markup(after)


def direction(language: str) -> str:
    """``rtl`` for a language that is written from right to left, by the script that it is most often written in; else ``ltr``."""
    return "rtl" if langcodes.Language.get(language).maximize().script in _FROM_RIGHT else "ltr"


def _data(routine: Routine, messages: Messages, table: Table, chapters: Sequence[str]) -> Mapping[str, object]:
    data: dict[str, object] = {
        "title": routine.title,
        "frame": [FRAME_SAMPLES, SAMPLE_RATE],
        "length": table.length,
        "chapters": chapters,
        "steps": [
            {"at": step.at, "chapter": step.chapter, "name": step.name, "isEnd": step.is_end} for step in table.steps
        ],
        "words": [{"at": one.at, "end": one.end, "text": one.text} for one in table.words],
        "efforts": [
            {"at": effort.at, "end": effort.end, "kind": effort.kind.value, "times": effort.times}
            for effort in table.efforts
        ],
    }
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return {"digest": digest[:32], **data, "own": words(messages), "keys": {name: list(KEYS[name]) for name in KEYS}}


def _own_language(messages: Messages, *, with_direction: bool = False) -> Markup:
    """Attributes of elements whose words are the page's own, where those are in another language than the writer's."""
    language = shown_in(messages).language
    if language == messages.language:
        return NOTHING
    return Markup(f' lang="{text(language)}"' + (' dir="ltr"' if with_direction else ""))


def _listed(title: str, lines: Sequence[str], messages: Messages, kind: str) -> Markup:
    if not lines:
        return NOTHING
    heading = Markup(f"<h2{_own_language(messages, with_direction=True)}>{text(title)}</h2>")
    items = (element("li", text(line)) for line in lines)
    return element("section", heading, element("ul", *items), class_=kind)


def _chapters(timeline: Timeline) -> Markup:
    def item(number: int, title: str, at: Frames) -> Markup:
        time = element("time", text(clock(samples_to_s(samples_of(at)))))
        return element(
            "li", element("button", element("bdi", text(title)), time, type="button", data_chapter=str(number))
        )

    return Markup("\n".join(item(number, one.title, one.at) for number, one in enumerate(timeline.chapters())))


def _key_table(messages: Messages) -> Markup:
    def row(name: str, what: str) -> Markup:
        names = (element("kbd", text(shown(key))) for key in KEYS[name])
        return element("tr", element("td", *names), element("td", text(what)))

    return element("tbody", *(row(name, what) for name, what in keys(messages).items()))


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")
