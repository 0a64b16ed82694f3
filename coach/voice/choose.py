"""Which of an engine's voices is meant: by name, or by the language of the text."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from coach.errors import NotFoundError
from coach.voice.engine import VoiceInfo
from coach.voice.languages import misfit, primary

AUTO: Final = "auto"

_MOST_NAMED: Final = 12


def choose(voices: Sequence[VoiceInfo], name: str | None, language: str) -> VoiceInfo:
    """The voice of a name (its id, its name, or its full name; case does not matter), or for None or ``auto`` the best one.

    The best has exactly the language tag, or else the nearest tag of the same language.

    Raises:
        NotFoundError: there is no such voice, or none of that language. The hint names what there is.

    """
    if name is None or name.strip().lower() == AUTO:
        return _for_language(voices, language)
    wanted = name.strip().lower()
    for names in ([voice.full_name for voice in voices], [v.id for v in voices], [v.name for v in voices]):
        for voice, known in zip(voices, names, strict=True):
            if known.lower() == wanted:
                return voice
    raise NotFoundError(f'There is no voice "{name}".', _near(voices, wanted, language))


def _for_language(voices: Sequence[VoiceInfo], language: str) -> VoiceInfo:
    fitting = [(fit, i) for i, voice in enumerate(voices) if (fit := misfit(language, voice.languages)) is not None]
    if fitting:
        return voices[min(fitting)[1]]
    there = sorted({primary(tag) for voice in voices for tag in voice.languages})
    raise NotFoundError(
        f'There is no voice for the language "{language}".', f"There are voices for: {', '.join(there)}."
    )


def _near(voices: Sequence[VoiceInfo], wanted: str, language: str) -> str:
    names = {name.lower(): voice for voice in voices for name in (voice.name, voice.id, voice.full_name)}
    # The last part of an id is what people remember of it: "en-us" of "gmw/en-us".
    names |= {voice.id.lower().rpartition("/")[2]: voice for voice in voices}
    close = get_close_matches(wanted, names, n=1)
    meant = f'Did you mean "{names[close[0]].id}"? ' if close else ""
    same = [voice.id for voice in voices if misfit(language, voice.languages) is not None] or [v.id for v in voices]
    more = ", and more" if len(same) > _MOST_NAMED else ""
    return f"{meant}There are: {', '.join(same[:_MOST_NAMED])}{more}."
