"""Which language a text is in, by its commonest words."""

import re
from typing import Final

from coach.importer._lexicon import RECOGNISED, lexicon, stop_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SHARE: Final = 0.15
"""Of the words of a text in a language, a third are among its commonest; of a wrong one, far fewer."""
_LEAST_LEAD: Final = 1.2
_MOST_WORDS: Final = 3000


def _share(words: list[str], code: str) -> float:
    """How many of the words are a language's own: its commonest ones, and verbs that tell to do something."""
    own, known = stop_words(code), lexicon(code)
    verbs = known.verbs if known else frozenset[str]()
    return sum((word in own) + (word in verbs and word not in own) / 2 for word in words) / len(words)


def language_of(text: str) -> str:
    """The language's two letters, or nothing where the text is too short or in a language that is not recognised."""
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    if not words:
        return ""
    shares = sorted(((_share(words, code), code) for code in RECOGNISED), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= _LEAST_SHARE and best >= second * _LEAST_LEAD else ""
