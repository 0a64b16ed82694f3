"""The catalogues of what the programme itself says: which there are, and the one for a routine's language.

They are those of gettext, made with Babel; docs/languages.md tells how. One of them, ``und`` ("undetermined" in ISO 639-2), has no
words: it gives names and numbers alone, for languages that have no catalogue, because a voice cannot read English words aloud in
another language so that anyone would understand them.
"""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from coach.timeline import ENGLISH, Messages
from coach.voice import canonical

FOLDER: Final = Path(__file__).resolve().parent.parent / "locale"
DOMAIN: Final = "coach"
WORDLESS: Final = "und"


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages that everything is said in, in alphabetical order."""
    found = {path.parent.parent.name.replace("_", "-") for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({ENGLISH.language, *found} - {WORDLESS}))


def messages_for(language: str) -> Messages:
    """What is said in a routine of this language, a BCP 47 tag.

    The nearest there is, as by RFC 4647, section 3.4: for ``de-AT-1996``, else ``de-AT``, else ``de``; else names and numbers alone.
    """
    parts = canonical(language).split("-")
    tags = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
    return _load(next((tag for tag in tags if tag in languages()), WORDLESS))


def lacking(language: str) -> tuple[str, ...]:
    """A note for the listener if there is no catalogue for this language."""
    if messages_for(language).language != WORDLESS:
        return ()
    return (
        f"announcements are not available in '{language}' yet (only in {', '.join(languages())}), "
        "so apart from the script's own words, you hear names and numbers only",
    )


@cache
def _load(tag: str) -> Messages:
    if tag == ENGLISH.language:
        return ENGLISH
    with (FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return Messages(tag, GNUTranslations(file))
