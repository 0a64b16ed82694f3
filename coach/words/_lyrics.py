"""The words of a programme to read along with: what is said, and how long the hands work."""

from collections.abc import Iterator, Sequence

from coach.timeline import Beats, Clip, Cycles, Event, Kind, Messages, Moment, Timeline, Work
from coach.words._phases_read import read_phases


def lyrics(timeline: Timeline, messages: Messages) -> str:
    """One paragraph a step, under the titles of the sections; what nobody wrote is in the language of ``messages``."""
    paragraphs: list[str] = []
    section = step = None
    words: list[str] = []
    for moment, events in timeline.by_moment():
        place = moment.place
        if (place.section, place.step) != step:
            paragraphs += [" ".join(words)] if words else []
            words = []
        if place.section != section:
            paragraphs.append(place.section_title)
        section, step = place.section, (place.section, place.step)
        words += _read(moment, events, messages)
    paragraphs += [" ".join(words)] if words else []
    return "\n\n".join(paragraphs) + "\n"


def _read(moment: Moment, events: Sequence[Event], messages: Messages) -> Iterator[str]:
    """What there is to read of a moment: how long all of its work takes, and the words in it that do not only count."""
    match moment:
        case Work(kind, length_s) if seconds := round(length_s):
            yield messages.read_hold(seconds) if kind is Kind.HOLD else messages.read_for(seconds)
        case Beats(sounds=sounds):
            yield messages.read_repeat(len(sounds))
        case Cycles(times=times):
            yield read_phases(moment, messages)
            yield messages.read_repeat(times)
            return
    for event in events:
        if isinstance(event, Clip) and event.kind is Kind.SPEECH and not event.is_count:
            yield event.text
