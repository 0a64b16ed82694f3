"""How a live session begins: what is said and how long it is silent before its first step."""

from fractions import Fraction
from shlex import quote

from coach.cli import _personal as personal
from coach.cli._exits import say_note
from coach.session import AFTER_WORDS_S, Saved, SavedSessions, Start
from coach.timeline import Messages


def lead_in_s(asked: Fraction | None) -> Fraction:
    """The time to get ready, in seconds: what was asked for, else one's own default, else none. Raises ConfigError."""
    settled = personal.values().get("lead-in", Fraction(0)) if asked is None else asked
    return Fraction(settled)


def starting(messages: Messages, lead_in_s: Fraction) -> Start:
    """From the beginning."""
    words = _lead_in(messages, lead_in_s)
    return Start(words=" ".join(words) or None, silence_s=lead_in_s)


def going_on(messages: Messages, lead_in_s: Fraction, saved: Saved, step: str, index: int) -> Start:
    """From a step that begins with the moment ``index``, as fast and as loud as it was."""
    words = [messages.resumed(step), *_lead_in(messages, lead_in_s)]
    return Start(index, " ".join(words), lead_in_s or AFTER_WORDS_S, saved.tempo, saved.volume_db)


def has_earlier(saved: Saved, sessions: SavedSessions) -> bool:
    """Whether a session of the routine can be resumed beyond its first step; tells the listener how."""
    earlier = sessions.of(saved.name)
    if earlier is None or earlier.step == 0:
        return False
    say_note(
        f'starting over; until the opening is over, you can still continue at "{earlier.at.shown}" with: coach resume {quote(saved.name)}'
    )
    return True


def _lead_in(messages: Messages, lead_in_s: Fraction) -> list[str]:
    return [messages.lead_in(max(1, round(lead_in_s)))] if lead_in_s else []
