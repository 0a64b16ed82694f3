"""How long a moment lasts, before it is placed anywhere."""

from fractions import Fraction

from coach.timeline._events import Measure, Source
from coach.timeline._moments import Beats, Cycles, Moment, Remainder, Rest, Sound, Work
from coach.units import exact_s, whole_frames


def sound_s(source: Source, measure: Measure) -> Fraction:
    """How long a sound is, in exact seconds: as many whole frames as it fills."""
    return exact_s(whole_frames(measure(source)))


def exact_length_s(moment: Moment, measure: Measure) -> Fraction:
    """How long a moment lasts, in exact seconds: a sound as many whole frames as it fills."""
    match moment:
        case Sound(source):
            return sound_s(source, measure)
        case Rest(length_s=length_s) | Work(length_s=length_s):
            return length_s
        case Beats(every_s, sounds):
            return every_s * len(sounds)
        case Cycles(times=times):
            return moment.every_s * times
        case Remainder():
            return max(Fraction(0), -overrun_s(moment, measure))


def overrun_s(remainder: Remainder, measure: Measure) -> Fraction:
    """By how many seconds what is within an interval lasts longer than it; less than nothing where something is left."""
    return sum((exact_length_s(moment, measure) for moment in remainder.within), -remainder.every_s)
