"""The whole way from an article's text to a draft's."""

import re
from dataclasses import dataclass
from typing import Final

from coach.errors import ArticleError
from coach.importer._article import Article
from coach.importer._article_outline import outline
from coach.importer._decoding import read_article
from coach.importer._language import language_of
from coach.importer._lexicon import lexicon
from coach.importer._within_limits import fitting
from coach.script import LONGEST_SCRIPT, is_language, meant_language

DEFAULT_LANGUAGE: Final = "en-US"
LONGEST_ARTICLE: Final = 200_000
"""Characters of an article's own words: some hours of speech."""


@dataclass(frozen=True, slots=True)
class Written:
    """A draft's title, its script, and how many guesses in it are marked ``look:``."""

    title: str
    script: str
    sections: int
    steps: int
    looks: int


def draft_script(text: str, file_name: str, language: str | None = None) -> Written:
    """An article's text as a draft script, which :func:`coach.script.parse` accepts.

    ``file_name`` tells what kind of text it is, and names the routine if nothing in it does. ``language`` is the writer's
    word for the language, which comes before what the article says.

    Raises :class:`ArticleError` for a text without words, one too long, and a language that there is not.
    """
    if language is not None and not is_language(language):
        meant = meant_language(language)
        what = f"'{language}' is not a language tag" if meant else f"there is no language '{language}'"
        raise ArticleError(
            what, f"Write {meant}." if meant else "Write the tag of a language, such as en-US, en or de."
        )
    article = read_article(text, file_name)
    if sum(len(block.whole) for block in article.blocks) > LONGEST_ARTICLE:
        raise ArticleError(
            f"the article is longer than {LONGEST_ARTICLE} characters",
            "Cut out the part that you mean, and import that.",
        )
    language, look = _language(article, language)
    stem = re.sub(r"\.\w+$", "", re.split(r"[\\/]", file_name)[-1])
    draft = outline(article, stem, language, look, lexicon(language.split("-")[0].lower()))
    draft, script = fitting(draft)
    if len(script) > LONGEST_SCRIPT:
        raise ArticleError(
            "the draft would be too long for a script", "Cut out the part that you mean, and import that."
        )
    steps = sum(hasattr(entry, "items") for section in draft.sections for entry in section.entries)
    looks = len(re.findall(r"^(?:# |\s*<!-- )look: ", script, re.MULTILINE))
    return Written(draft.title, script, len(draft.sections), steps, looks)


def _language(article: Article, asked: str | None) -> tuple[str, str]:
    """The language, and what was guessed: the writer's word comes first, then the article's, then what its words look like."""
    if asked is not None:
        return asked, ""
    said = article.language.strip().replace("_", "-")
    if is_language(said):
        return said, ""
    found = language_of(" ".join(block.whole for block in article.blocks))
    if found:
        code = DEFAULT_LANGUAGE if found == "en" else found
        return code, f"nothing says which language this is; by its words it is {code}"
    return DEFAULT_LANGUAGE, f"nothing says which language this is; {DEFAULT_LANGUAGE} is a guess"
