"""Which of some voices is meant: by name, or by the language of the text."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from coach.errors import Code, NotFoundError
from coach.voice._engine import VoiceInfo
from coach.voice._languages import misfit, primary

AUTO: Final = "auto"

_MOST_NAMED: Final = 12


def is_auto(name: str | None) -> bool:
    """Whether no voice in particular was asked for."""
    return name is None or name.strip().lower() == AUTO


def by_name(voices: Sequence[VoiceInfo], name: str) -> VoiceInfo | None:
    """The voice of a full name, an id or a name; case does not matter."""
    wanted = name.strip().lower()
    for names in ([voice.full_name for voice in voices], [v.id for v in voices], [v.name for v in voices]):
        for voice, known in zip(voices, names, strict=True):
            if known.lower() == wanted:
                return voice
    return None


def for_language(voices: Sequence[VoiceInfo], language: str) -> VoiceInfo | None:
    """The voice that has exactly the language tag, or else the nearest tag of the same language; None if none has."""
    fitting = [(fit, i) for i, voice in enumerate(voices) if (fit := misfit(language, voice.languages)) is not None]
    return voices[min(fitting)[1]] if fitting else None


def speaks(voice: VoiceInfo, language: str) -> bool:
    """Whether a voice speaks a language, whatever its region; so does one that does not say what it speaks."""
    return not voice.languages or misfit(language, voice.languages) is not None


def unknown_name(voices: Sequence[VoiceInfo], name: str, language: str) -> NotFoundError:
    """The error of a name that none of the voices has: what may have been meant, and what there is for the language."""
    hint = _near(voices, name.strip().lower(), language)
    return NotFoundError(f"There is no voice called '{name}'.", hint, code=Code.VOICE_NOT_FOUND, name=name)


def unknown_language(voices: Sequence[VoiceInfo], language: str) -> NotFoundError:
    """The error of a language that none of the voices speaks: which languages have a voice."""
    there = sorted({primary(tag) for voice in voices for tag in voice.languages})
    return NotFoundError(
        f"There is no voice for the language '{language}'.",
        f"There are voices for: {', '.join(there)}.",
        code=Code.LANGUAGE_NOT_SPOKEN,
        language=language,
    )


def _near(voices: Sequence[VoiceInfo], wanted: str, language: str) -> str:
    names = {name.lower(): voice for voice in voices for name in (voice.name, voice.id, voice.full_name)}
    # The last part of an id is what people remember of it: "en-us" of "gmw/en-us".
    names |= {voice.id.lower().rpartition("/")[2]: voice for voice in voices}
    close = get_close_matches(wanted, names, n=1)
    meant = f"Did you mean '{names[close[0]].id}'? " if close else ""
    same = [voice.id for voice in voices if misfit(language, voice.languages) is not None] or [v.id for v in voices]
    more = ", and more" if len(same) > _MOST_NAMED else ""
    return f"{meant}Choose from: {', '.join(same[:_MOST_NAMED])}{more}."
