"""Whether a sentence tells somebody to do something, by its verbs: where they stand, and in which form."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from coach.importer.lexicon import Lexicon

_CLAUSE: Final = re.compile(r"[,;:.!?\u2026]\s+|\s[\u2013\u2014-]{1,2}\s|\s*[(\[]|[\"\u201c\u201d]\s*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")

_ENGLISH_FRAME: Final = re.compile(
    r"(?:on|with|in|at|from|for|using|without|keeping|by|to|\w{2,}ing)\b", re.IGNORECASE
)
_NO_ENGLISH_VERB_AFTER: Final = frozenset(
    """to the a an your her his their its my our this that these those of for with on in at by and or you i we they it who which can will would
    may might should must could not won't don't doesn't can't isn't didn't couldn't baby's each every both one two no any some from into as other left right first second deep slow long good more"""
    .split()
)  # fmt: skip
_ENGLISH_LINK: Final = re.compile(r"\b(?:and|then|or|but|so)\s+", re.IGNORECASE)

_GERMAN_SIE: Final = re.compile(r"(?:(?P<before>[\wäöüß]+)\s+)?(?P<verb>[a-zäöüß]{2,}n)\s+Sie\b", re.IGNORECASE)
_NO_GERMAN_VERB: Final = frozenset("haben sind werden wollen möchten kennen wissen merken würden hätten brauchen benötigen finden können sollten".split())
_GERMAN_IF: Final = frozenset("wenn falls dass ob was wie sobald bevor bis die wo damit während nachdem den das".split())
_GERMAN_MODAL: Final = re.compile(
    r"\b(?:kann|können|soll|sollte|sollten|muss|müssen|wird|werden|will|wollen|möchte|möchten|würde|würden|darf|dürfen|um|weil|dass|ist|sind|hilft|helfen)\b",
    re.IGNORECASE,
)

_FRENCH_YOU: Final = re.compile(r"(?:(?P<before>[\w'\u2019]+)\s+)?(?P<verb>[^\W\d_]{2,}ez)(?:-\w+)?\b", re.IGNORECASE)
_NO_FRENCH_VERB: Final = frozenset("chez assez nez rez avez savez pouvez êtes voulez aimez connaissez souhaitez ressentirez allez devez sentirez verrez".split())

_SPANISH_CLITICS: Final = re.compile(r"(?:(?:me|te|se|nos)?(?:l[oae]s?)|me|te|se|nos)$")


def is_instruction(sentence: str, words: Lexicon) -> bool:
    """Whether a sentence tells somebody to do something."""
    text = sentence.strip(" \"'\u201c\u2018(*\u2026.")
    rest = after_lead(text, words)
    if words.patterns["no_verb"].match(rest):
        return False
    if _begins_with_verb(text, words):
        return True
    if words.patterns["asks"].match(rest) or words.patterns["asks"].match(text):
        return not words.has("me", text.split(",")[0]) and not words.has("quantities.no_task", text)
    return _RULES[words.code](text, words)


def after_lead(text: str, words: Lexicon) -> str:
    """A text without such words at its beginning as "now" and "gently"."""
    found = words.lead.match(text)
    return text[found.end() :] if found else text


def _begins_with_verb(clause: str, words: Lexicon) -> bool:
    return any(_is_verb(text, words) for text in (clause, after_lead(clause, words)))


def _is_verb(text: str, words: Lexicon) -> bool:
    """Whether the first word of a text is a verb that tells to do something."""
    word = _WORD.match(text)
    if not word or words.patterns["no_verb"].match(text):
        return False
    if any(form in words.verbs for form in _forms(word[0].lower().replace("\u2019", "'"), words.code)):
        return True
    return _is_unknown_verb(word[0], text[word.end() :], words)


def _is_unknown_verb(word: str, rest: str, words: Lexicon) -> bool:
    """Whether a word that no list knows stands as only a verb can: at the beginning, with an object after it."""
    known = word.lower()
    if known in words.stop or known in _CLOSED or len(known) < 3 or not re.match(_OBJECT[words.code], rest, re.IGNORECASE):  # noqa: PLR2004
        return False
    return re.search(_VERB_END[words.code], known) is not None


_OBJECT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": r"\s+(?:your|the|an?|both|each|it|them|yourself|him|her|his|one|these|this)\s+\w",
        "de": r"\s+(?:die|den|das|dein\w*|deine\w*|ihre?n?|beide|dich|es|einen?|etwas)\s+\w",
        "fr": r"\s+(?:les?|la|l['\u2019]|une?|ton|ta|tes|vos|votre)\s*\w",
        "es": r"\s+(?:el|las?|los|tus?|una?|unos|unas)\s+\w",
    }
)
_VERB_END: Final[Mapping[str, str]] = MappingProxyType(
    {"en": r"(?<!ing)(?<!ly)(?<!ed)(?<!s)$|(?:ss|press)$", "de": r"[^\W\d_]e$", "fr": r"e$", "es": r"[ae]$"}
)
_CLOSED: Final = frozenset(
    """about above across against along although among around because before behind below beneath beside besides between beyond despite down during
    either except from inside into like maybe near neither off once onto opposite outside over past perhaps plus rather round since sometimes
    through throughout till toward under unless until upon via when where whether while within without yet often only even still quite such
    half many more most much some any all what whose whatever whichever not nor here there today tonight yesterday always never ever twice every both each
    has have had was were are will would could should may might must does did that than unlike save per minus worth given
    eine diese jede viele alle beide ohne jene meine seine ihre deine unsere keine solche manche einige mehrere gerade heute sowie welche gleiche danke
    comme entre contre même toute cette être une autre quelque chaque notre votre elle puisque lorsque sauf outre depuis lorsque
    sobre entre hasta para contra desde hacia durante ante toda una otra esta cada aunque como donde mediante porque nuestra"""
    .split()
)  # fmt: skip


def _forms(word: str, code: str) -> tuple[str, ...]:
    if code == "fr":
        return word, word.split("-")[0]
    if code == "es":
        plain = _without_accents(word)
        return word, plain, _without_accents(_SPANISH_CLITICS.sub("", plain)), _SPANISH_CLITICS.sub("", word)
    return word, word.split("-")[0]


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause]


def _tells(text: str, words: Lexicon) -> bool:
    return words.has("tells", text) or words.has("me", text)


def _english(text: str, words: Lexicon) -> bool:
    if _tells(text, words):
        return False
    first, *later = _clauses(text) or [""]
    if any(_begins_with_verb(clause, words) or words.patterns["asks"].match(after_lead(clause, words)) for clause in later):
        return True
    if not _ENGLISH_FRAME.match(after_lead(first, words)) and not _ENGLISH_FRAME.match(first):
        return False
    if any(_begins_with_verb(first[link.end() :], words) for link in _ENGLISH_LINK.finditer(first)):
        return True
    found = [word[0].lower() for word in _WORD.finditer(first)]
    return any(
        word in words.verbs and before not in _NO_ENGLISH_VERB_AFTER and word not in {"back", "arch", "palm", "foot", "face"}
        for before, word in zip(found[1:], found[2:], strict=False)
    )


def _german(text: str, words: Lexicon) -> bool:
    for found in _GERMAN_SIE.finditer(text):
        if found["verb"].lower() not in _NO_GERMAN_VERB and (found["before"] or "").lower() not in _GERMAN_IF:
            return True
    if _tells(text, words):
        return False
    clauses = _clauses(text)
    if any(_begins_with_verb(clause, words) for clause in clauses):
        return True
    return any(_ends_with_infinitive(clause, words) for clause in clauses) and not _GERMAN_MODAL.search(text)


def _ends_with_infinitive(clause: str, words: Lexicon) -> bool:
    found = _WORD.findall(clause)
    if len(found) < 2 or found[-1][0].isupper() or found[-2].lower() == "zu":  # noqa: PLR2004
        return False
    last = found[-1].lower()
    return last.endswith("n") and any(last.endswith(verb) for verb in words.verbs if len(verb) > 4 and verb.endswith("n"))  # noqa: PLR2004


def _french(text: str, words: Lexicon) -> bool:
    for found in _FRENCH_YOU.finditer(text):
        before = (found["before"] or "").lower()
        if found["verb"].lower() not in _NO_FRENCH_VERB and before not in {"vous", "que", "si"}:
            return True
    if _tells(text, words):
        return False
    return re.search(r"\w-(?:toi|vous)\b", text) is not None or any(_begins_with_verb(part, words) for part in _parts(text, "et|puis"))


def _spanish(text: str, words: Lexicon) -> bool:
    if _tells(text, words):
        return False
    return any(_begins_with_verb(part, words) for part in _parts(text, "y|luego|después"))


def _parts(text: str, links: str) -> list[str]:
    return [part for clause in _clauses(text) for part in re.split(rf"\b(?:{links})\s+", clause) if part]


_RULES: Final[Mapping[str, Callable[[str, Lexicon], bool]]] = MappingProxyType(
    {"en": _english, "de": _german, "fr": _french, "es": _spanish}
)
