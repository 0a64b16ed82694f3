"""The words of a session to read: under the titles of its chapters a paragraph for each step, with what the hands do in brackets."""

from collections.abc import Iterator

from coach.page._markup import NOTHING, Markup, element, text
from coach.timeline import as_sentence
from coach.words import GLUE, Transcript, TranscriptChapter, TranscriptEntry


def as_markup(made: Transcript) -> Markup:
    """Headings of level 3, and paragraphs."""
    return Markup("\n".join(piece for number, one in enumerate(made.chapters) for piece in _chapter(made, number, one)))


def _chapter(made: Transcript, number: int, chapter: TranscriptChapter) -> Iterator[Markup]:
    yield element("h3", text(chapter.title))
    if number == 0:
        yield from (element("p", text(line)) for line in (made.needs, *made.safety) if line)
    yield from map(_entry, chapter.entries)


def _entry(entry: TranscriptEntry) -> Markup:
    name = element("b", text(as_sentence(entry.name))) if entry.name else NOTHING
    space = Markup(" ") if entry.name and entry.words else NOTHING
    return element("p", name, space, text(entry.words.replace(GLUE, "\N{NO-BREAK SPACE}")))
