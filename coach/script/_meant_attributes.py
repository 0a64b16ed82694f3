"""What was probably meant by braces that are no attribute: ``{3x}``, ``{seiten=links, rechts}``, ``{when: winter}``."""

import re
from collections.abc import Sequence
from typing import Final

from coach.script._speakable import collapse, plain, similar

_WORDS: Final = {
    "sides": "side seite seiten côté côtés cotes lado lados both-sides left-right",
    "optional": "opt skippable facultatif opcional wahlweise skip",
    "repeat": "repeats repetitions reps rep times time rounds round loop loops sets set x wiederholen wiederholungen runden mal fois "
    "répéter tours veces repetir rondas",
    "every": "interval intervals each alle toutes cada emom",
    "if": "when wenn falls si only only-if nur with mit",
    "unless": "if-not ifnot not except außer sauf sans without ohne salvo excepto",
}
_MEANT: Final = {word: name for name, words in _WORDS.items() for word in words.split()}
_COUNT: Final = re.compile(r"\s*(?:[x×]\s*([0-9]{1,4})|([0-9]{1,4})\s*(?:[x×]|times|rounds|sets|mal|fois|veces)?)\s*")
_NAMED: Final = re.compile(r"\s*([^\W\d_][\w-]*)\s*(?:[:=]\s*|\s+|$)(.*?)\s*", re.DOTALL)
_NOT: Final = re.compile(r"(?:not|no|nicht|kein|pas|sin|ohne|without|!)\s+|!", re.IGNORECASE)
_BARE_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")


def meant_attribute(text: str, known: Sequence[str]) -> str | None:
    """The attribute as it should be written, of those that are ``known`` at its place; None if nothing says which it is."""
    count = _COUNT.fullmatch(plain(text))
    if count and "repeat" in known:
        return f"repeat={count[1] or count[2]}"
    match = _NAMED.fullmatch(text)
    if not match:
        return None
    word = plain(match[1])
    name = word if word in known else _MEANT.get(word)
    name = name if name in known else similar(word, known)
    return _written(name, collapse(match[2])) if name else None


def _written(name: str, value: str) -> str | None:
    bare = value.strip("\"'“”„‘’«» ")
    match name:
        case "optional":
            return "optional"
        case "repeat":
            count = _COUNT.fullmatch(plain(bare))
            return f"repeat={count[1] or count[2]}" if count else None
        case "sides":
            names = [side for side in re.split(r"\s*(?:,|/|&|;|\+|\band\b|\bund\b|\bet\b|\by\b)\s*", bare) if side]
            return f'sides="{", ".join(names)}"' if len(names) > 1 and '"' not in bare else None
        case "every" | "announce":
            return f"{name}={value}" if value and " " not in value else None
        case "if" | "unless":
            return _condition(name, bare)
        case _:
            return f"{name}: {value}" if value else name


def _condition(name: str, words: str) -> str | None:
    """A condition by an option that may be written as several words, or with a "not" before them."""
    negated = _NOT.match(words)
    if negated:
        name, words = ("unless" if name == "if" else "if"), words[negated.end() :]
    option = re.sub(r"[\s_]+", "-", plain(words))
    return f"{name}: {option}" if _BARE_NAME.fullmatch(option) else None
