"""Which language tags there are, and which was probably meant by a language's name or a country's code."""

import re
from typing import Final

from coach.script._speakable import plain, word_set

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COMMON: Final = re.compile(r"[A-Za-z]{2}(-[A-Za-z]{2})?")
_OF_NO_PLACE: Final = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-(?:X[A-Z]|Q[M-Z]|AA|ZZ)(?:-|$)", re.IGNORECASE)
"""Regions that stand for no country, such as the XX of a template."""
_ISO_639_1: Final = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et "
    "eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk "
    "kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny "
    "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Languages with a code of two letters (ISO 639-1), so that the usual tags are known without reading the whole registry."""

_NAMES: Final = {
    "en": "english englisch anglais inglés ingles eng",
    "en-US": "american us usa american-english",
    "en-GB": "british uk gb british-english",
    "de": "german deutsch allemand alemán aleman ger deu",
    "fr": "french französisch franzosisch français francais francés frances fre fra",
    "es": "spanish spanisch espagnol español espanol castellano spa",
    "it": "italian italienisch italien italiano ita",
    "pt": "portuguese portugiesisch portugais português portugues por",
    "pt-BR": "brazilian brasil br",
    "nl": "dutch niederländisch néerlandais nederlands dut nld",
    "pl": "polish polnisch polski",
    "ru": "russian russisch русский",
    "uk": "ukrainian ukrainisch українська ua",
    "cs": "czech tschechisch čeština cz",
    "da": "danish dänisch dansk dk",
    "sv": "swedish schwedisch svenska",
    "nb": "norwegian norwegisch norsk",
    "fi": "finnish finnisch suomi",
    "el": "greek griechisch ελληνικά gr",
    "tr": "turkish türkisch türkçe",
    "ar": "arabic arabisch العربية",
    "he": "hebrew hebräisch עברית iw",
    "hi": "hindi हिन्दी",
    "zh": "chinese chinesisch mandarin 中文 cn",
    "ja": "japanese japanisch 日本語 jp",
    "ko": "korean koreanisch 한국어 kr",
    "hu": "hungarian ungarisch magyar",
    "ro": "romanian rumänisch română",
    "id": "indonesian indonesisch indonesia",
    "vi": "vietnamese vietnamesisch",
    "ca": "catalan katalanisch català",
}
_MEANT: Final = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_REGION: Final = re.compile(r"([a-z]{2,3})[-_ /]([a-z]{2})")


def is_language(tag: str) -> bool:
    """Whether a language tag is well written (BCP 47), and its parts are in the registry of languages."""
    if not _TAG.fullmatch(tag):
        return False
    if _OF_NO_PLACE.search(tag):
        return False
    if _COMMON.fullmatch(tag) and tag[:2].lower() in _ISO_639_1:
        return True
    # Imported here, because it takes longer than all else that checking a script needs.
    import langcodes

    return langcodes.tag_is_valid(tag)


def meant_language(text: str) -> str | None:
    """The tag that was probably meant by a name or by another way to write it; None if nothing says which."""
    words = plain(text).strip("\"' .")
    if (tag := _MEANT.get(re.sub(r"[\s_]+", "-", words))) or (tag := _MEANT.get(re.split(r"[\s,(/-]", words)[0])):
        return tag
    region = _REGION.fullmatch(words)
    if region and is_language(region[1]):
        tag = f"{region[1]}-{region[2].upper()}"
        return tag if is_language(tag) else region[1]
    first = re.split(r"[-_]", words)[0]
    return first if len(first) in (2, 3) and first != words and is_language(first) else None
