"""Small routines and measures for tests of the timeline."""

from fractions import Fraction

from coach.script import Item, Prompt, Routine, Section, Span, Step
from coach.timeline import Choices, Jingle, Pace, Source, Timeline, build, expand
from coach.units import Samples

FRAME = 1152
FRAME_S = Fraction(1152, 44_100)


def seconds(shortest: str | int, longest: str | int | None = None) -> Span:
    return Span(Fraction(shortest), Fraction(shortest if longest is None else longest))


def routine(*sections: Section, **fields: object) -> Routine:
    return Routine(title="Test", language="en-US", parts=sections, **fields)  # type: ignore[arg-type]  # fields of the routine by name


def section(*steps: Step, title: str = "Part", **fields: object) -> Section:
    return Section(title, steps, **fields)  # type: ignore[arg-type]  # fields of the section by name


def step(*items: Item | str, name: str | None = None, **fields: object) -> Step:
    made = tuple(Prompt(item) if isinstance(item, str) else item for item in items)
    return Step(made, name, **fields)  # type: ignore[arg-type]  # fields of the step by name


def a_word_is_half_a_second(source: Source) -> Samples:
    """Chimes take one second."""
    if isinstance(source, Jingle):
        return Samples(44_100)
    return Samples(22_050 * len(source.text.split()))


def timeline_of(made: Routine, pace: str | int = 1, options: frozenset[str] = frozenset()) -> Timeline:
    return build(expand(made, Choices("voice", Pace.of(Fraction(pace)), options)), a_word_is_half_a_second)


def of_step(timeline: Timeline, section_number: int = 1) -> list[tuple[str, str, float]]:
    """Kind, text and length in seconds (to a tenth) of the events that belong to steps of one section."""
    return [
        (event.kind.value, event.text, round(event.length * 1152 / 44_100, 1))
        for event in timeline.events
        if event.place.section == section_number and event.place.step >= 0
    ]
