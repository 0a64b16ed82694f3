"""Which language a text is in, by its commonest words."""

import re
from typing import Final

from coach.importer.lexicon import RECOGNISED, stop_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SHARE: Final = 0.15
"""Of the words of a text in a language, a third are among its commonest; of a wrong one, far fewer."""
_LEAST_LEAD: Final = 1.2
_MOST_WORDS: Final = 3000


def language_of(text: str) -> str:
    """The language's two letters, or nothing where the text is too short or in a language that is not recognised."""
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    if not words:
        return ""
    shares = sorted(((sum(word in stop_words(code) for word in words) / len(words), code) for code in RECOGNISED), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= _LEAST_SHARE and best >= second * _LEAST_LEAD else ""
