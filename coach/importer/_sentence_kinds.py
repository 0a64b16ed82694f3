"""Telling what is said to the reader of an article from what is said to the hands: sentences, remarks, asides."""

import re
from collections.abc import Callable
from typing import Final

from coach.script import can_be_said, collapse

_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?\u2026])[\"'\u201d\u2019)\]]*(\s+)(?=[^a-z0-9\s])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|dr|mr|mrs|ms|st|no|z\.\s?b|d\.\s?h|bzw|usw)|\b[A-Z])\.$", re.IGNORECASE
)
_REMARK: Final = re.compile(r"(?<!\S)\([^()]*\)(?=[\s.,;:!?\u2026]|$)")

_ASIDE: Final = re.compile(
    r"""\b(?:
      (?:photo|photograph|image|picture|illustration)s?\s*(?:by|credit|courtesy|source|via|:)
    | (?:foto|bild)s?\s*(?:von|quelle|:)
    | https?://\S+ | www\.\S+
    | (?:check\ out|click|visit|follow|subscribe|sign\ up|watch|read|see)\b[^.!?]{0,40}\b
      (?:links?|blog|posts?|articles?|videos?|website|newsletter|channel)\b
    | click\ here | (?:last|next)\s+(?:week|month|post|article)
    | (?:previous|earlier|another|upcoming)\s+(?:post|article)
    | share\ this | leave\ a\ comment | in\ the\ comments | all\ rights\ reserved
    | (?:letzte|n\u00e4chste|vorige)[nrs]?\s+(?:woche|mal|artikel|beitrag)
    | (?:lies|siehe|sehen\ sie|schau)\b[^.!?]{0,40}\b(?:artikel|beitrag|video|link|blog)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST_PERSON: Final = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|[Mm]y|[Mm]yself|ich|Ich|[Mm]ein(?:e[mnrs]?)?)\b")
_OPENING: Final = re.compile(
    r"""[\s"'\u201c\u2018(]*(?:(?:now|then|next|first|second|third|finally|lastly|gently|slowly|carefully|softly|again|once\ more
    |afterwards|to\ (?:begin|finish|start)|nun|jetzt|dann|zuerst|danach|zuletzt|and|und)[\s,]+)*(?P<verb>\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_VERB_WORDS: Final = """
add apply arrange ask bake beat begin bend blend boil breathe bring brush build carry change check choose circle
clean close combine cook cover cross cup curl cut dip do draw dry ease exhale extend fill find finish flex flip
fold follow gather get give glide go grasp grip hang have heat help hold inhale keep kneel knead knock lay lead
lean leave let lie lift loosen lower make massage measure melt mix mould mold move open peel pick place point
pour press pull push put raise reach relax release remove repeat rest return rinse rock roll rotate rub run
scoop set shake shape shift sit slide soak soften spread sprinkle squeeze stand start stay step stir stop
straighten stretch stroke swing switch take tap tie tilt touch trace tuck turn twist use wait walk warm wash
wiggle wipe work wrap atme beginne beginnen beuge bleib bleibe bring bringe dehne drehe drehen drücke drücken
führe gib halte halten hebe heben kreise lass lasse lassen lege legen leg lehne lockere löse massiere massieren
mische mischen nimm nehmen öffne presse reibe reiben rolle rollen rühre ruhe schließe schüttle senke setz setze
setzen stelle stell strecke streiche streichen verrühre wärme wärmen warte warten wechsle wiederhole wiederholen
ziehe ziehen zieh
"""
_VERBS: Final = frozenset(_VERB_WORDS.split())


def sentences(text: str) -> list[str]:
    """The sentences of a text, white space made single. Nothing but white space is lost."""
    text = collapse(text)
    last = next((at for at in range(len(text) - 1, -1, -1) if text[at].isalnum()), -1)
    found, start = [], 0
    for gap in _SENTENCE_GAP.finditer(text):
        sentence = text[start : gap.start(1)]
        if can_be_said(sentence) and gap.end(1) <= last and not _ABBREVIATION.search(sentence[-8:]):
            found.append(sentence)
            start = gap.end(1)
    return [*found, text[start:]] if text[start:] else found


def without_remarks(text: str, keep: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The text without what stands in round brackets, and what stood there; remarks that ``keep`` is true of stay."""
    remarks: list[str] = []

    def take(found: re.Match[str]) -> str:
        if keep(found[0]) or not can_be_said(found[0]):
            return found[0]
        remarks.append(found[0][1:-1].strip())
        return ""

    rest = re.sub(r"\s+([.,;:!?])", r"\1", collapse(_REMARK.sub(take, text))) if _REMARK.search(text) else text
    return rest.strip(), remarks


def is_aside_talk(text: str) -> bool:
    """Whether a text gives a credit, a link, or sends its reader to another article."""
    return _ASIDE.search(text) is not None


def is_told(text: str) -> bool:
    """Whether a paragraph talks to its reader about the writer and tells nobody to do anything."""
    return is_aside_talk(text) or (_FIRST_PERSON.search(text) is not None and not is_instruction(text))


def is_instruction(text: str) -> bool:
    """Whether one of the sentences begins with a verb that tells somebody to do something."""
    return any(
        (opening := _OPENING.match(sentence)) is not None and opening["verb"].lower() in _VERBS
        for sentence in sentences(text)
    )
