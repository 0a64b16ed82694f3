"""What the importer knows of a language: the word lists in ``words/``, ready for use."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

KNOWN: Final = ("en", "de", "fr", "es")
"""Languages whose instructions, numbers and sides are recognised."""

RECOGNISED: Final = (*KNOWN, "it", "nl", "pt")
"""Languages that are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One language. ``patterns`` are the file's entries by section and key; ``has`` asks one of them of a text.

    ``texts`` are the words of sides as they stand in the file, and ``grammar`` words that decide whether something is a verb.
    """

    code: str
    stop: frozenset[str]
    verbs: frozenset[str]
    lead: re.Pattern[str]
    numbers: tuple[tuple[re.Pattern[str], Fraction], ...]
    tokens: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: Mapping[str, re.Pattern[str]]
    texts: Mapping[str, str]
    grammar: Mapping[str, frozenset[str]]

    def find(self, key: str, text: str) -> re.Match[str] | None:
        """Where the pattern of a key, such as ``heads.needs``, is found in a text."""
        return self.patterns[key].search(text)

    def has(self, key: str, text: str) -> bool:
        """Whether the pattern of a key is found in a text."""
        return self.find(key, text) is not None


@lru_cache(maxsize=16)
def lexicon(code: str) -> Lexicon | None:
    """The lexicon of a language by its two letters; None for one whose instructions are not known."""
    return _lexicon(code, _file(code)) if code in KNOWN else None


def lexicons() -> list[Lexicon]:
    """All of them, for what has to be decided before the language is known."""
    return [words for code in KNOWN if (words := lexicon(code))]


@lru_cache(maxsize=16)
def stop_words(code: str) -> frozenset[str]:
    """The commonest words of a language: most sentences hold some."""
    return frozenset(_file(code)["stop"].split())


def _file(code: str) -> dict[str, Any]:
    text = resources.files("coach.importer").joinpath("words", f"{code}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _lexicon(code: str, data: dict[str, Any]) -> Lexicon:
    verbs = _FORMS[code](data["verbs"].split()) | frozenset(data.get("irregular", "").split())
    patterns = {key: _any(data[key], verbs) for key in ("asks", "no_verb", "talk", "tells", "tip", "label")}
    patterns["no_verb"] = re.compile(rf"^\W*{patterns['no_verb'].pattern}", re.IGNORECASE)
    patterns["asks"] = re.compile(rf"^\W*{patterns['asks'].pattern}", re.IGNORECASE)
    patterns["tip"] = re.compile(rf"^\W*{patterns['tip'].pattern}", re.IGNORECASE)
    patterns["label"] = re.compile(rf"^\s*{patterns['label'].pattern}\s*:\s*", re.IGNORECASE)
    patterns["me"] = re.compile(data["me"])
    for role in ("needs", "safety", "talk", "end"):
        patterns[f"heads.{role}"] = _any(data["heads"][role], ends=r"\s*[:!?.\u2026]*\s*")
    patterns["table.dose"] = _any(data["table"]["dose"], ends=r"\s*(?:\(.*\))?\s*:?\s*")
    patterns["heads.in_words"] = re.compile(rf"^\W*{_alternatives(data['heads']['in_words'])}", re.IGNORECASE)
    patterns["heads.safe"] = _any(data["heads"]["safe"].replace("DANGER", data["heads"]["danger"]))
    for section in ("quantities", "pause", "sides", "grammar"):
        whole = section != "grammar"
        patterns |= {f"{section}.{key}": _any(text, whole=whole) for key, text in data[section].items()}
    numbers = [(text, Fraction(value)) for value, text in data["numbers"].items()]
    lead = "|".join(sorted(map(re.escape, data["lead"].split()), key=len, reverse=True))
    return Lexicon(
        code,
        frozenset(data["stop"].split()),
        verbs,
        re.compile(rf"(?:(?:{lead})(?!\w)[\s,:\u2013\u2014-]*)*", re.IGNORECASE),
        tuple((re.compile(rf"(?:{_spaced(text)})(?!\w)", re.IGNORECASE), value) for text, value in numbers),
        tuple(
            (token, re.compile(rf"{_alternatives(text)}(?!\w)", re.IGNORECASE))
            for token, text in data["tokens"].items()
        ),
        MappingProxyType(patterns),
        MappingProxyType(data["sides"]),
        MappingProxyType({key: frozenset(text.split()) for key, text in data["grammar"].items()}),
    )


def _spaced(text: str) -> str:
    return text.replace(" ", r"\s+")


def _alternatives(text: str) -> str:
    return "(?:" + "|".join(_spaced(line) for line in text.strip().split("\n")) + ")"


def _any(text: str, verbs: frozenset[str] = frozenset(), ends: str = "", *, whole: bool = False) -> re.Pattern[str]:
    if not text.strip():
        return re.compile(r"(?!)")
    pattern = _alternatives(text)
    if "VERB" in pattern:
        pattern = pattern.replace("VERB", f"(?:{'|'.join(sorted(verbs, key=len, reverse=True))})")
    pattern = rf"(?<!\w){pattern}" if whole else pattern  # no word begins in another
    return re.compile(f"^{pattern}{ends}$" if ends else pattern, re.IGNORECASE | re.MULTILINE)


def _english(verbs: list[str]) -> frozenset[str]:
    return frozenset(verbs)


def _german(verbs: list[str]) -> frozenset[str]:
    """Infinitives, and what is said to one person: "legen", "leg", "lege"."""
    stems = [verb[:-2] if verb.endswith("en") else verb[:-1] for verb in verbs]
    short = [f"{verb[:-3]}{verb[-2]}e" for verb in verbs if verb.endswith(("eln", "ern"))]  # "schaukle"
    return frozenset([*verbs, *stems, *short, *(f"{stem}e" for stem in stems)])


def _french(verbs: list[str]) -> frozenset[str]:
    """Infinitives, and what is said to one person and to many: "poser", "pose", "posez"."""
    forms = set(verbs)
    for verb in verbs:
        stem = verb[:-2]
        if verb.endswith("er"):
            forms |= {f"{stem}e", f"{stem}ez"}
        elif verb.endswith("ir"):
            forms |= {f"{stem}is", f"{stem}issez", f"{stem}ez", f"{stem}s"}
        else:
            forms |= {f"{stem}s", stem, f"{stem}ez"}
    return frozenset(forms)


def _spanish(verbs: list[str]) -> frozenset[str]:
    """Infinitives, and what is said to one person or many, familiar or polite: "colocar", "coloca", "coloque"."""
    forms = set(verbs)
    for verb in verbs:
        stem = verb[:-2]
        soft = re.sub("c$", "qu", re.sub("g$", "gu", re.sub("z$", "c", stem)))
        if verb.endswith("ar"):
            forms |= {f"{stem}a", f"{soft}e", f"{stem}ad", f"{soft}en", f"{soft}es"}
        else:
            forms |= {f"{stem}e", f"{stem}a", f"{stem}ed", f"{stem}id", f"{stem}an", f"{stem}as"}
    return frozenset(forms)


_FORMS: Final = {"en": _english, "de": _german, "fr": _french, "es": _spanish}
