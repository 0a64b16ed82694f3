"""Bytes -> text -> an article, by the reader that fits."""

import re
from codecs import getincrementaldecoder
from typing import Final

from coach.errors import ArticleError
from coach.importer._article import Article
from coach.importer._plain import plain_blocks
from coach.script import foreign_kind, unreadable

LONGEST_PAGE: Final = 8_000_000
"""Characters of a file; a web page with all its programs may have some millions."""
MOST_BYTES: Final = 4 * LONGEST_PAGE + 16
"""So many bytes are longer than that, whatever they are written in: more of a file need not be read."""

_HTML_ENDINGS: Final = frozenset({"html", "htm", "xhtml"})
_MARKDOWN_ENDINGS: Final = frozenset({"md", "markdown", "mdown"})
_HTML_SIGN: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_TAGS: Final = re.compile(r"<(?:p|div|li|ol|ul|h[1-6]|article)(?:\s[^<>]*)?>", re.IGNORECASE)
_MARKDOWN_SIGN: Final = re.compile(r"^#{1,6} \S|^\s*[-*+] .*\*\*|\*\*\S.*?\S\*\*|\]\(https?://", re.MULTILINE)


def decode(data: bytes, where: str) -> str:
    """The text in a file's bytes. Raises ArticleError, naming ``where``, if they are not UTF-8 or no text at all."""
    if kind := foreign_kind(data):
        raise ArticleError(
            f"{where} is {kind}, not text", "Save it as plain text (UTF-8) or as a web page, and import that."
        )
    hint = "Open it in an editor, and save it as UTF-8."
    try:
        # Of a file that is too long the last character may have been cut off, which is not what is wrong with it.
        text = getincrementaldecoder("utf-8-sig")().decode(data, final=len(data) < MOST_BYTES)
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{where} is not UTF-8 text: line {place} cannot be read", hint) from None
    if "\0" in text:
        raise ArticleError(f"{where} is not UTF-8 text: it holds zero bytes", hint)
    if len(text) > LONGEST_PAGE:
        raise ArticleError(
            f"{where} is longer than {LONGEST_PAGE} characters", "Cut out the part that you mean, and import that."
        )
    return text


def read_article(text: str, file_name: str) -> Article:
    """An article by the ending of its file's name, or by what the text looks like. Raises ArticleError."""
    text = _readable(text)
    kind = kind_of(text, file_name)
    if kind == "html":
        from coach.importer._web_page import read_html

        return read_html(text)
    if kind == "markdown":
        from coach.importer._markdown_article import read_markdown

        return read_markdown(text)
    return Article(plain_blocks(text))


def kind_of(text: str, file_name: str) -> str:
    """``html``, ``markdown`` or ``plain``."""
    ending = file_name.rpartition(".")[2].lower()
    if ending in _HTML_ENDINGS or _HTML_SIGN.match(text):
        return "html"
    if ending in _MARKDOWN_ENDINGS:
        return "markdown"
    if ending == "txt":
        return "plain"
    if len(_HTML_TAGS.findall(text)) >= 2:
        return "html"
    return "markdown" if _MARKDOWN_SIGN.search(text) else "plain"


def _readable(text: str) -> str:
    """The text with one kind of line end, and a space for each character that no script may hold."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text.removeprefix("\ufeff"))
    return text.translate({ord(character): " " for character in set(text) if unreadable(character)})
