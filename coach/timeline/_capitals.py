"""Words in capitals: "Lift the LEG" is about a leg, "the MRI" about three letters, and a voice can only guess. Pure.

A word in capitals is a word, and set in small letters, if it is one of the language's short words, or longer and can be pronounced;
it is an abbreviation, and stays, if it is known as one, or too short to tell.
"""

import re
from functools import lru_cache
from typing import Final

from coach.timeline._patterns import Pattern
from coach.timeline._vocabulary import Wording
from coach.timeline._word_sets import words

_SPELLED: Final = words(
    """
    ABC ACL ADHD AIDS AC BBC BMI BPM BMW CBT CD CEO COPD CPR CT DIY DJ DNA DVD ECG EEG EKG EMDR EMG EMS ENT ER EU EUR
    FAQ GERD GP GPS GMT HIIT HIV HRV HTML IBS ICU ID IQ IUD IV IVF LCL LED MCL MP MRI MRT MRSA MS NATO NHS NICU NSAID
    OCD OK PC PCL PCOS PDF PE PMS PR PS PT PTSD ASAP QR RAF REM RICE ROM RPE RSI SI SMS SOS SPD TMJ TV UK UN URL US USA USB
    UV VIP VR WC XL XXL YMCA ADHS AOK CTG DRK FFP GKV HNO HWS BWS LWS ISG IT IRM ORL SNCF TGV ITB ONU OMS TAC DNI ADN
    EE UU RMN SPF UVA UVB WHO UNO USD LSD MD PhD RN LPN DO TENS
    """
)
"""Said letter by letter in any language, or by a way of their own that a voice knows."""

_AMBIGUOUS: Final = words("US IT WHO RICE AIDS ROM LED AM PM DO ER ES EL AC SI MS OR UN PC TAC")
"""Words as well: abbreviations only after an article and the like, or a number."""

_CAPITALS: Final = Pattern(
    r"(?<![\w.&°])(?<![^\W\d_]{2}['’])[A-ZÀ-ÖØ-ÞŒ]{2,}(?:-[A-ZÀ-ÖØ-ÞŒ]{2,})*(?:['’](?:S|T|RE|LL|VE|D|M))?(?![\w&]|\.[A-Za-z]|-?[0-9])"
)
_I: Final = Pattern(r"\bI(['’])(M|LL|VE|D)\b")
_BEFORE_NAME: Final = Pattern(r"(?:\b(?:the|an|a|in|from|of|die|der|das|laut|les|aux|la|los|las)|[0-9])[ \u00a0]$")
_AFTER_NAME: Final = Pattern(r"\s+(?:bands?|team|support|department|syndrome|joints?)\b")
_ROMAN: Final = Pattern("X{0,3}(?:IX|IV|V?I{0,3})$")
_VOWEL: Final = Pattern("[AEIOUYÀ-ÆÈ-ÏÒ-ÖÙ-ÝŒ]")
_START: Final = Pattern(
    "(?:[BCDFGHJKLMNPQRSTVWXZÇ]?|[BCDFGKPSTVW][LR]|[DST]W|S[CHKLMNPQTW]|SC[HR]|S[PT][RL]|SCH[LMNRW]?|[CPSTW]H|THR|SHR|KN|WR|QU|GU|PF[LR]?|ZW|"
    "PS|GN)"
    "[AEIOUYÀ-ÆÈ-ÏÒ-ÖÙ-ÝŒ]"
)
_END: Final = Pattern(
    "[AEIOUYÀ-ÆÈ-ÏÒ-ÖÙ-ÝŒ](?:[BCDFGHJKLMNPRSTVWXZß]|LL|SS|FF|CK|CT|FT|GH|GHT|GN|LD|LF|LK|LM|LP|LT|MB|MP|ND|NG|NK|NT|NX|PT|RB|RC|RD|RF|RG|RK|"
    "RL|RM|RN|RP|RS|RT|SH|SK|SP|ST|TH|CH|PH|TZ|TT|NN|MM|RR|DD|GG|ZZ|WL|WN|XT|[BCDFGKLMNPRTW]S|PF|RZ|NZ|LZ|LB|LS|HL|HM|HN|HR|HT|CHT|CHS)?$"
)
_DOUBLED: Final = Pattern("II|UU")
_LONG: Final = 5
"""Letters from which on a word with a vowel is one: longer abbreviations are said as words."""


def capitals_as_words(text: str, wording: Wording) -> str:
    """The text with its words in capitals in small letters, and its abbreviations as they are."""
    if not text or text.islower():
        return text
    is_shouted = text.upper() == text and sum(1 for _ in _CAPITALS.finditer(text)) > 1

    def said(found: re.Match[str]) -> str:
        before = text[: found.start()]
        is_name = bool(_BEFORE_NAME.search(before.casefold()) or _AFTER_NAME.match(text, found.end()))
        is_named = is_name and not is_shouted
        parts = [_said(part, wording, is_named=is_named) for part in found[0].split("-")]
        joined = "-".join(parts)
        begins = not any(map(str.isalnum, before)) or before.rstrip()[-1:] in ".!?…"
        return joined[:1].upper() + joined[1:] if begins else joined

    return _CAPITALS.sub(said, _I.sub(lambda found: found[0][:2] + found[2].lower(), text))


def _said(word: str, wording: Wording, *, is_named: bool) -> str:
    stem = word.partition("'")[0].partition("’")[0]
    if not _is_word(stem, wording, is_named=is_named):
        return word
    small = word.lower()
    if not wording.has_capital_nouns:
        return small
    short = _short_words(wording).get(stem.casefold())
    return short + small[len(stem) :] if short else small[:1].upper() + small[1:]


def _is_word(word: str, wording: Wording, *, is_named: bool) -> bool:
    is_short_word = word.casefold() in _short_words(wording)
    if word in _SPELLED or word in wording.spelled:
        if word not in _AMBIGUOUS or not (is_short_word or len(word) > 3):
            return False
        return not is_named
    if is_short_word:
        return True
    if len(word) <= 3 or _ROMAN.match(word) or not _VOWEL.search(word):
        return False
    return len(word) >= _LONG or bool(_START.match(word) and _END.search(word) and not _DOUBLED.search(word))


@lru_cache(maxsize=8)
def _short_words(wording: Wording) -> dict[str, str]:
    return {word.casefold(): word for word in wording.short_words}
