"""A saved web page -> an article. Nothing in it is run or fetched; what is no article (menus, forms, programs) is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from coach.errors import ArticleError
from coach.importer._article import Article, ArticleBlock
from coach.importer._plain import has_points, looks_like_heading, plain_blocks
from coach.importer._tables import exercises
from coach.script import can_be_said, collapse

_LEFT_OUT_TAGS: Final = """
script style nav footer form button select noscript template svg iframe object canvas audio video textarea math
"""
_LEFT_OUT: Final = frozenset(_LEFT_OUT_TAGS.split())
_ASIDES: Final = frozenset(["aside", "blockquote", "figure", "figcaption", "address", "details"])
_AROUND_NAMES: Final = """
nav navbar navigation menu share sharing social meta byline comment comments respond reply related sidebar cookie cookies consent
gdpr ad ads advert advertisement promo promotion newsletter subscribe subscription signup footer breadcrumb breadcrumbs author bio
banner popup modal widget widgets tags tag pagination pager toc rating ratings recommended recommendations disqus sponsor sponsored
follow print skip masthead dateline timestamp credit kommentare kommentar teilen commentaires partage comentarios compartir copyright
"""
_AROUND: Final = frozenset(_AROUND_NAMES.split())
"""Words in a class or an id that people give to what stands around an article."""
_NEVER_AROUND: Final = frozenset({"html", "body", "main", "article", "h1", "table", "li", "a", "em", "strong", "b"})
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_NAME_PART: Final = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LEAST_KEPT: Final = 0.2
"""Where less than this share of a page's words would be left, its names mean something else."""
_BLOCK_TAGS: Final = """
p div section article main header body html ul ol li h1 h2 h3 h4 h5 h6 hr dl dt dd thead tbody caption pre
center summary
"""
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKED_SECTION: Final = re.compile(r"<!\[[^>]*>?")
_NO_TAG: Final = re.compile(r"<(?=[^<>]*(?:<|$))")
_TABLE: Final = frozenset({"table", "tr", "td", "th"})
_MOST_IN_TABLE: Final = 3000
_BOLD_LEVEL: Final = 4
_LINKED: Final = 0.7
"""The share of a block's letters that are links, from which it leads elsewhere and says nothing."""
_LONGEST_LINK: Final = 500
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")


def read_html(text: str, *, lines_matter: bool = False) -> Article:
    """The article in a page; ``lines_matter`` where the line ends of its text were put there by its writer.

    If it marks its article or main part, only that is taken. Raises :class:`ArticleError` for a page that cannot be read.
    """
    reader = _Reader(lines_matter=lines_matter)
    try:
        reader.feed(_cleaned(text))
        reader.close()
    except AssertionError as error:  # what html.parser raises for declarations that it does not know
        raise ArticleError("this page cannot be read as HTML", "Save it as plain text, and import that.") from error
    reader.flush()
    return Article(tuple(_of_article(reader.blocks)), _site_less(collapse(reader.title)), reader.language)


def _of_article(found: Sequence[tuple[ArticleBlock, bool, bool]]) -> list[ArticleBlock]:
    """The blocks of the article: of its main part if that is marked, without what stands around it by its class or id."""
    inside = [one for one in found if one[1]]
    found = inside if any(can_be_said(block.whole) for block, _, _ in inside) else found
    kept = [block for block, _, is_around in found if not is_around]
    every = [block for block, _, _ in found]
    return kept if _size(kept) >= _LEAST_KEPT * _size(every) and kept else every


def _size(blocks: Sequence[ArticleBlock]) -> int:
    return sum(len(block.whole) for block in blocks)


def _site_less(title: str) -> str:
    """A page's title without the name of its site."""
    return re.split(r"\s+[|\u00bb]\s+", title)[0]


@dataclass(slots=True)
class _Table:
    """A table while it is read: where its blocks and those of the cell at hand begin, and its rows as words."""

    start: int
    cell: int = 0
    rows: list[list[str]] = field(default_factory=list)


def _of_table(rows: Sequence[Sequence[str]], inside: Sequence[ArticleBlock]) -> list[ArticleBlock]:
    """A table as exercises; as the blocks in it, where it only lays out a page; or as a note."""
    if found := exercises(rows):
        return found
    if (
        any(block.kind in {"heading", "item"} for block in inside)
        or any(len(row) == 1 for row in rows)
        or _size(inside) > _MOST_IN_TABLE
    ):
        return list(inside)
    text = " \u2013 ".join(cell for row in rows for cell in row if can_be_said(cell))
    return (
        [ArticleBlock("aside", text, extras=tuple(extra for block in inside for extra in block.extras))]
        if text
        else list(inside)
    )


def _cleaned(text: str) -> str:
    """A page without what some versions of the parser fail at, or take time in the square of its length for.

    That is marked sections, as some word processors write them, and ``<`` that begins no tag; with comments out of the way
    first, which may hold either.
    """
    parts, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[position:start])
        position = end + len("-->")
    return _NO_TAG.sub("&lt;", _MARKED_SECTION.sub(" ", "".join([*parts, text[position:]])))


class _Reader(HTMLParser):
    """Collects blocks, each with whether it stands in the main part of the page."""

    def __init__(self, *, lines_matter: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[ArticleBlock, bool, bool]] = []
        self.title = ""
        self.language = ""
        self._lines_matter = lines_matter
        self._left_out: list[str] = []
        self._open: dict[str, int] = {}
        self._lists: list[str] = []
        self._kind = "paragraph"
        self._level = 0
        self._around: list[str] = []
        self._tables: list[_Table] = []
        self._new_block()

    def _new_block(self) -> None:
        self._words: list[str] = []
        self._name = ""
        self._bold_from: int | None = None
        self._linked = 0
        self._link_from: int | None = None
        self._extras: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in {"main", "article"}:
            self._left_out.clear()
        if self._left_out or tag in _LEFT_OUT or "hidden" in attributes:
            if tag in _LEFT_OUT:
                self._left_out.append(tag)
            return
        self._look_around(tag, attributes)
        if tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if tag in _TABLE:
            self._begin_table(tag)
        elif tag in _BLOCKS or tag in _ASIDES:
            self._begin_block(tag)
        self._begin_inline(tag, attributes)
        self._open[tag] = self._open.get(tag, 0) + 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LEFT_OUT:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            while self._left_out.pop() != tag:
                pass
            return
        if self._left_out:
            return
        if tag in {"strong", "b"} and self._bold_from is not None:
            self._name = collapse("".join(self._words))
            self._words, self._bold_from = [], None
        elif tag == "a" and self._link_from is not None:
            self._linked += len(collapse("".join(self._words[self._link_from :])))
            self._link_from = None
        elif tag in _TABLE:
            self._end_table(tag)
        elif tag in _BLOCKS or tag in _ASIDES:
            self._end_block(tag)
        self._open[tag] = max(0, self._open.get(tag, 0) - 1)
        if self._around and tag == self._around[0]:
            self.flush()
            self._around.pop()

    def _look_around(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Remember where something begins that stands around the article, and how deep its own kind of tag goes in it."""
        if self._around:
            if tag == self._around[0]:
                self._around.append(tag)
        elif tag not in _NEVER_AROUND and tag not in _VOID:
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            if any(part.lower() in _AROUND for part in _NAME_PART.findall(names)):
                self.flush()
                self._around.append(tag)

    def _begin_table(self, tag: str) -> None:
        self.flush()
        self._kind, self._level = "paragraph", 0
        if tag == "table":
            self._tables.append(_Table(len(self.blocks)))
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables:
            self._tables[-1].cell = len(self.blocks)

    def _end_table(self, tag: str) -> None:
        self.flush()
        if not self._tables:
            return
        table = self._tables[-1]
        if tag in {"td", "th"} and table.rows:
            table.rows[-1].append(" ".join(block.whole for block, _, _ in self.blocks[table.cell :]))
        elif tag == "table":
            self._tables.pop()
            inside = self.blocks[table.start :]
            self.blocks[table.start :] = (
                [(block, *inside[0][1:]) for block in _of_table(table.rows, [block for block, _, _ in inside])]
                if inside
                else []
            )

    def handle_data(self, data: str) -> None:
        if self._left_out:
            return
        if self._is_open("title"):
            self.title += data
            return
        keeps_lines = self._lines_matter or self._is_open("pre")
        self._words.append(data if keeps_lines else re.sub(r"[ \t\n]+", " ", data))

    def _is_open(self, *tags: str) -> bool:
        return any(self._open.get(tag) for tag in tags)

    def _begin_block(self, tag: str) -> None:
        if tag in {"p", "div", "pre"} and self._kind == "item" and self._is_open("li"):
            self._words.append(" ")
            return
        self.flush()
        if tag in {"ul", "ol"}:
            self._lists.append(tag)
        elif tag == "li":
            self._kind, self._level = "item", max(0, len(self._lists) - 1)
        elif tag in _HEADINGS:
            self._kind, self._level = "heading", int(tag[1])
        elif not self._is_open("li"):
            self._kind, self._level = "paragraph", 0

    def _begin_inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            self._words.append("\n")
        elif (
            tag in {"strong", "b"}
            and not self._name
            and self._bold_from is None
            and not can_be_said("".join(self._words))
        ):
            self._bold_from = len(self._words)
        elif tag == "a":
            self._link_from = len(self._words)
            address = (attributes.get("href") or "").strip()
            if re.match(r"https?://", address) and len(address) <= _LONGEST_LINK:
                self._extras.append(f"Link: {address}")
        elif tag == "img" and can_be_said(attributes.get("alt") or ""):
            self._extras.append(f"Picture: {collapse(attributes.get('alt') or '')}")

    def _end_block(self, tag: str) -> None:
        if tag in {"p", "div", "pre"} and self._kind == "item" and self._is_open("li"):
            self._words.append(" ")
            return
        self.flush()
        if tag in {"ul", "ol"}:
            self._lists = self._lists[:-1]
        self._kind, self._level = (
            ("item", max(0, len(self._lists) - 1)) if self._lists and tag in {"ul", "ol"} else ("paragraph", 0)
        )

    def flush(self) -> None:
        """Close the block at hand."""
        raw = "".join(self._words)
        text, name = collapse(raw), self._name
        if name and (raw[:1].isalnum() or not text):
            # Bold words that run on into the word after them are no name, and neither are those with nothing after them.
            text, name = f"{name}{raw if raw[:1].isalnum() else ''}", ""
            text = collapse(text)
        extras, linked = tuple(self._extras), self._linked
        is_bold = not can_be_said(raw) and bool(self._name)
        self._new_block()
        if not text and not name and not extras:
            return
        for block in self._blocks_of(
            raw if not is_bold else text, ArticleBlock("aside", text, self._level, name, extras=extras)
        ):
            is_link = linked >= _LINKED * len(text) > 0 and block.kind != "heading"
            is_heading = is_bold and block.kind == "paragraph" and looks_like_heading(text)
            kind = "aside" if is_link else "heading" if is_heading else block.kind
            done = replace(block, kind=kind, level=_BOLD_LEVEL if is_heading else block.level)
            self.blocks.append((done, self._is_open("main", "article"), bool(self._around)))

    def _blocks_of(self, raw: str, block: ArticleBlock) -> list[ArticleBlock]:
        """The block at hand as what it is; a paragraph whose lines are points, as those points."""
        if self._is_open(*_ASIDES):
            return [block]
        if self._kind == "item":
            return [replace(block, kind="item", mark="number" if self._lists[-1:] == ["ol"] else "bullet")]
        if self._kind == "heading":
            return [replace(block, kind="heading", text=block.whole, name="")]
        if block.name or not (has_points(raw) or _PARAGRAPHS.search(raw.strip())):
            return [replace(block, kind="paragraph")]
        parts = [part for paragraph in _PARAGRAPHS.split(raw) for part in plain_blocks(paragraph)]
        return [*parts[:-1], replace(parts[-1], extras=block.extras)] if parts else [replace(block, kind="paragraph")]
