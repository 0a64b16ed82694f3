"""Markdown -> an article: by way of HTML, so that both are read in one way."""

import re
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt

from coach.importer._article import Article, ArticleBlock
from coach.importer._web_page import read_html
from coach.script import collapse

_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*\n((?:[A-Za-z][\w-]*:.*\n|[ \t]+.*\n|-[ \t].*\n|[ \t]*\n|#.*\n)*)---[ \t]*(?:\n|$)"
)
_KEY: Final = re.compile(r"^(title|lang|language):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TICK_BOX: Final = re.compile(r"^([ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[[ xX]\][ \t]+(?=\S)", re.MULTILINE)
"""The box of a task list at the beginning of an item, which is a picture and no word."""

_MARKDOWN: Final = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
"""What is nested deeper is left out by markdown-it; its own limit of 20 is too little for some converters' lists."""


def read_markdown(text: str) -> Article:
    """The article in a Markdown text. Of a front matter, title and language are used; the rest becomes a note."""
    front = _FRONT_MATTER.match(text)
    keys: dict[str, str] = {}
    blocks: tuple[ArticleBlock, ...] = ()
    if front:
        text = text[front.end() :]
        keys = {key: value.strip("'\"") for key, value in _KEY.findall(front[1])}
        others = collapse(_KEY.sub("", front[1]))
        blocks = (ArticleBlock("aside", others),) if others else ()
    text = _TICK_BOX.sub(r"\1", text)
    article = read_html(_MARKDOWN.render(text), lines_matter=True)
    language = keys.get("lang") or keys.get("language") or article.language
    return replace(article, blocks=blocks + article.blocks, title=keys.get("title", article.title), language=language)
