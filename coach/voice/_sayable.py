"""What each engine is given for words that are read: marks that it passes over become marks at which it pauses. An adapter for each. Pure.

Measured with joe at 120 words a minute: 0.5 s at a comma, 0.4 s at a dash with spaces; nothing at an ellipsis, a hyphen with spaces,
or a dash without; and 0.6 s after the full stop of an abbreviation before a capital, where Piper takes a sentence to end. espeak-ng
pauses for 0.5 s at an ellipsis and a dash with spaces, and not at a hyphen or a dash without.

A text that holds no such mark stays the same to the letter, and so does the name of its clip.
"""

import re
from typing import Final

from coach.timeline import Pattern, sentences

_CLOSE: Final = r"[\"'”’»)\]]*"
_ELLIPSIS: Final = Pattern(
    rf"(?P<before>[,;:.!?])?\s*(?:…|\.{{3,}}|\.(?:\s\.){{2,}})[.…]*(?P<close>{_CLOSE})(?P<after>\s*)(?P<next>[,;:!?]|$)?"
)
_HYPHEN: Final = Pattern(
    r"(?P<before>[,;:.!?…])?\s+-{1,3}\s+|(?<=[^\W_])-{2,3}(?=[^\W_])|(?<=[^\W\d_])—(?=[^\W_])|(?<=\d)—(?=[^\W\d_])"
)
_HALF_SPACED: Final = Pattern(r"(?<=[^\W\d_])[–—]\s+(?=\w)|(?<=\w)\s+[–—](?=[^\W\d_])")
_CUT: Final = Pattern(rf"\.(?={_CLOSE}\s+[\"'“„«(]*[A-ZÀ-ÖØ-Þ0-9])")


def for_piper(text: str, language: str) -> str:
    """Commas for ellipses and lone hyphens, a full stop where an ellipsis ends all, and none inside a sentence."""
    text = _ELLIPSIS.sub(_piper_pause, text).strip()
    text = _HALF_SPACED.sub(", ", _HYPHEN.sub(lambda found: f"{found['before'] or ','} ", text))
    if not _CUT.search(text):
        return text
    return " ".join(_CUT.sub("", sentence) for sentence in sentences(text, language))


def for_pyttsx3(text: str, language: str) -> str:
    """Dashes for lone hyphens, with the spaces at which espeak-ng pauses; Windows and macOS know them too."""
    text = _HYPHEN.sub(lambda found: f"{found['before']} " if found["before"] else " – ", text)
    return _HALF_SPACED.sub(" – ", text)


def as_it_is(text: str, _language: str) -> str:
    """The text, for an engine that nothing is known of."""
    return text


def _piper_pause(found: re.Match[str]) -> str:
    before, close, following = found["before"] or "", found["close"], found["next"]
    if not found.string[: found.start()].strip("\"'“„«([ "):
        return f"{before}{close}"
    if following is not None:
        return (
            f"{before}{close}{following}" if following or before in tuple(".!?") else f"{before.strip(',;:')}.{close}"
        )
    begins = found.string[found.end() : found.end() + 2].lstrip("\"'“„«(¿¡")[:1].isupper() and found["after"]
    return f"{before or ('.' if begins else ',')}{close}{found['after'] or ' '}"
