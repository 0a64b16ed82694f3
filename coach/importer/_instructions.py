"""Whether a sentence tells somebody to do something, by its verbs: where they stand, and in which form."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from coach.importer._lexicon import Lexicon

_CLAUSE: Final = re.compile(r"[,;:.!?\u2026]\s+|\s[\u2013\u2014-]{1,2}\s|\s*[(\[]|[\"\u201c\u201d]\s*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")

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
    after_colon = text.partition(": ")[2]
    return (bool(after_colon) and _begins_with_verb(after_colon, words)) or _RULES[words.code](text, words)


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
    if known in words.stop or known in words.grammar["closed"] or len(known) < 3 or not _takes_object(rest, words):
        return False
    return words.has("grammar.ending", known)


def _takes_object(rest: str, words: Lexicon) -> bool:
    return rest[:1].isspace() and words.patterns["grammar.object"].match(rest.lstrip()) is not None


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
    if any(
        _begins_with_verb(clause, words) or words.patterns["asks"].match(after_lead(clause, words)) for clause in later
    ):
        return True
    if not words.has("grammar.frame", after_lead(first, words)) and not words.has("grammar.frame", first):
        return False
    if any(_begins_with_verb(part, words) for part in _parts(first, words)[1:]):
        return True
    found = [word[0].lower() for word in _WORD.finditer(first)]
    return any(
        word in words.verbs and before not in words.grammar["not_after"] and word not in words.grammar["nouns"]
        for before, word in pairwise(found[1:])
    )


def _german(text: str, words: Lexicon) -> bool:
    for found in words.patterns["grammar.sie"].finditer(text):
        is_if = (found["before"] or "").lower() in words.grammar["if"]
        if not is_if and found["verb"].lower() not in words.grammar["no_sie"]:
            return True
    if _tells(text, words):
        return False
    clauses = _clauses(text)
    if any(_begins_with_verb(clause, words) for clause in clauses):
        return True
    return any(_ends_with_infinitive(clause, words) for clause in clauses) and not words.has("grammar.modal", text)


def _ends_with_infinitive(clause: str, words: Lexicon) -> bool:
    """Whether a clause ends as German orders on paper do: "Die Augen schließen"."""
    found = _WORD.findall(clause)
    if len(found) < 2 or found[-1][0].isupper() or found[-2].lower() == "zu":
        return False
    last = found[-1].lower()
    return last.endswith("n") and any(
        last.endswith(verb) for verb in words.verbs if len(verb) > 4 and verb.endswith("n")
    )


def _french(text: str, words: Lexicon) -> bool:
    for found in words.patterns["grammar.vous"].finditer(text):
        before = (found["before"] or "").lower()
        if found["verb"].lower() not in words.grammar["no_vous"] and before not in {"vous", "que", "si"}:
            return True
    if _tells(text, words):
        return False
    return re.search(r"\w-(?:toi|vous)\b", text) is not None or _any_clause(text, words)


def _any_clause(text: str, words: Lexicon) -> bool:
    return any(_begins_with_verb(part, words) for clause in _clauses(text) for part in _parts(clause, words))


def _spanish(text: str, words: Lexicon) -> bool:
    return not _tells(text, words) and _any_clause(text, words)


def _parts(clause: str, words: Lexicon) -> list[str]:
    """A clause apart at "and" and the like."""
    parts, start = [], 0
    for link in re.finditer(rf"\b{words.patterns['grammar.links'].pattern}\s+", clause, re.IGNORECASE):
        parts.append(clause[start : link.start()])
        start = link.end()
    return [part for part in (*parts, clause[start:]) if part]


_RULES: Final[Mapping[str, Callable[[str, Lexicon], bool]]] = MappingProxyType(
    {"en": _english, "de": _german, "fr": _french, "es": _spanish}
)
