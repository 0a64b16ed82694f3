"""Fitting a programme to a time: by its silences; with consent, by its rate of speech and by leaving out optional sections."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from coach.programme._programme import Programme
from coach.programme._wishes import Wishes
from coach.timeline import Choices, Reach, out_of_reach
from coach.units import clock

RATE_LIMITS: Final = (Fraction(8, 10), Fraction(125, 100))
"""How much slower and faster the words may become, as shares of the rate that was asked for."""

_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Fitted:
    """A programme that lasts as long as was asked, and what was changed for that, in words for the listener."""

    programme: Programme
    changes: tuple[str, ...]


def fitted(programme: Programme, wishes: Wishes) -> Fitted:
    """The programme fitted to ``wishes.duration_s``. Silences come first, then the rate of speech, and sections last.

    Raises FitError with what can be done, within what the wishes allow.
    """
    total_s = wishes.duration_s
    if total_s is None:
        raise ValueError("no duration was given")
    reaches: list[Reach] = []
    for shorter in _with_fewer_sections(programme, wishes):
        for candidate in (shorter, _at_another_rate(shorter, total_s)) if wishes.fit_speech else (shorter,):
            reach = candidate.reach()
            if reach.holds(total_s):
                return Fitted(candidate.fit(total_s), tuple(_changes(programme, candidate, reach, total_s)))
            reaches.append(reach)
    widest = Reach(
        min(reach.shortest_s for reach in reaches), reaches[0].natural_s, max(reach.longest_s for reach in reaches)
    )
    raise out_of_reach(widest, total_s)


def _with_fewer_sections(programme: Programme, wishes: Wishes) -> Iterator[Programme]:
    """The programme, and if that is allowed with the last optional section left out, the last two, and so on."""
    yield programme
    if wishes.drop_optional:
        sections = programme.routine.sections
        dropped: list[int] = []
        for index in reversed([index for index, section in enumerate(sections) if section.optional]):
            dropped.append(index)
            yield programme.with_choices(replace(programme.choices, dropped=frozenset(dropped)))


def _at_another_rate(programme: Programme, total_s: Fraction) -> Programme:
    """The programme at the rate of speech nearest to its own at which its silences can do the rest, or at the limit.

    How long words take at a rate is only known once they are spoken, so the rate is estimated, tried, and estimated again.
    """
    asked = programme.choices.pace.speech
    candidate = programme
    for _ in range(_TRIES):
        reach = candidate.reach()
        if reach.holds(total_s):
            break
        # Words take as much longer as the rate is lower; the silences at their nearest bound take what they take.
        bound_s = reach.shortest_s if total_s < reach.shortest_s else reach.longest_s
        spoken_s = candidate.spoken_s()
        left_s = total_s - (bound_s - spoken_s)
        wanted = candidate.choices.pace.speech * spoken_s / left_s if left_s > 0 else RATE_LIMITS[1] * asked
        margin = Fraction(101, 100) if total_s < reach.shortest_s else Fraction(99, 100)
        speech = min(max(wanted * margin, RATE_LIMITS[0] * asked), RATE_LIMITS[1] * asked)
        candidate = programme.with_choices(_at_rate(programme.choices, speech))
    return candidate


def _at_rate(choices: Choices, speech: Fraction) -> Choices:
    return replace(choices, pace=replace(choices.pace, speech=speech))


def _changes(before: Programme, after: Programme, reach: Reach, total_s: Fraction) -> Iterator[str]:
    yield f"fitted from {clock(float(before.reach().natural_s))} to {clock(float(total_s))}"
    dropped = [before.routine.sections[index].title for index in sorted(after.choices.dropped)]
    if dropped:
        yield f"left out: {', '.join(dropped)}"
    if after.choices.pace.speech != before.choices.pace.speech:
        rates = [choices.pace.rate_wpm() for choices in (before.choices, after.choices)]
        yield f"speech at {rates[1]} words a minute instead of {rates[0]}"
    share = reach.share(total_s)
    if share:
        yield f"every silence moved {abs(float(share)):.0%} of the way to its {'longest' if share > 0 else 'shortest'}"
