"""The front matter of a script: what stands between the two ``---`` lines at its beginning."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.script._pace_names import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE
from coach.script._routine import RESERVED_OPTIONS, ROUND_OPTIONS, SIDE_OPTIONS, Option, Pronunciation
from coach.script._source import Problems, Source, unreadable
from coach.script._speakable import OPTION_NAME, can_be_said, collapse, listed, shown, similar
from coach.script._yaml_tree import Broken, Listing, Node, Scalar, read_yaml
from coach.script._yaml_tree import Mapping as YamlMapping

LONGEST_FRONT_MATTER: Final = 65_536
"""Characters; reading YAML is slow, and no routine has this much to say about itself."""

LONGEST_PRONOUNCED: Final = 100
"""Characters on either side of an entry of the lexicon: it is for words, not for sentences."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PACE: Final = re.compile(r"[0-9]{0,3}\.?[0-9]{1,6}")
_EXAMPLES: Final = {"title": "Evening hip massage", "language": "en-US"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a routine says about itself, and the line, from 0, where its steps begin.

    ``options_known`` is False where problems hide which options there are.
    """

    body_line: int = 0
    title: str = ""
    language: str = ""
    summary: str = ""
    needs: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    pace: Fraction | None = None
    pronounce: tuple[Pronunciation, ...] = ()
    options_known: bool = True


def read_front_matter(source: Source, problems: Problems) -> FrontMatter | None:
    """The front matter of a script. None, with a problem noted, if where it ends cannot be told."""
    lines = source.lines
    if lines[0].rstrip() != "---":
        return _without(source, problems)
    end_line = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end_line is None:
        problems.add(source.whole_line(1), "the front matter is never closed", "end it with a line of its own: ---")
        return None
    start = len(lines[0]) + 1
    end = start + sum(len(line) + 1 for line in lines[1:end_line])
    broken = FrontMatter(end_line + 1, options_known=False)
    if end - start > LONGEST_FRONT_MATTER:
        what = f"the front matter is longer than {LONGEST_FRONT_MATTER} characters"
        problems.add(source.whole_line(1), what, "keep to what a listener has to know beforehand")
        return broken
    tree = read_yaml(source, start, end, problems)
    if tree is None or isinstance(tree, Broken):
        return broken
    if not isinstance(tree, YamlMapping):
        problems.add(tree.location, "the front matter has no keys", 'write lines such as "title: Evening hip massage"')
        return broken
    return _Keys(source, problems).read(tree, end_line + 1)


def _without(source: Source, problems: Problems) -> FrontMatter | None:
    """A script whose first line does not begin a front matter: there is none, or it comes too late."""
    first = next((number for number, line in enumerate(source.lines, 1) if line.strip()), 1)
    if source.lines[first - 1].rstrip() == "---":
        problems.add(
            source.whole_line(first), "the front matter must begin on the first line", "take out what is above"
        )
        return None
    what = "the script does not begin with its title and language"
    problems.add(source.whole_line(first), what, "begin with the lines ---, title: ..., language: en-US, ---")
    return FrontMatter(options_known=False)


class _Keys:
    """Reads the keys one by one and notes whatever is wrong with each."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self._source = source
        self._problems = problems
        self._options_known = True
        self._meant: set[str | None] = set()

    def read(self, tree: YamlMapping, body_line: int) -> FrontMatter:
        known = ("title", "language", "summary", "needs", "safety", "options", "pace", "pronounce")
        nodes = self._unique(tree, "key")
        for key in nodes:
            if key.text not in known:
                self._unknown(key, known)
        by_name = {key.text: node for key, node in nodes.items()}
        return FrontMatter(
            body_line,
            title=self._required(by_name, "title", self._title),
            language=self._required(by_name, "language", self._language),
            summary=(self._text(by_name["summary"], "summary") or "") if "summary" in by_name else "",
            needs=self._texts(by_name.get("needs"), "needs"),
            safety=self._texts(by_name.get("safety"), "safety"),
            options=self._options(by_name.get("options")),
            pace=self._pace(by_name.get("pace")),
            pronounce=self._pronounce(by_name.get("pronounce")),
            options_known=self._options_known and "options" not in self._meant,
        )

    def _unique(self, tree: YamlMapping, kind: str) -> dict[Scalar, Node]:
        nodes: dict[str, tuple[Scalar, Node]] = {}
        for key, node in tree.pairs:
            if key.text in nodes:
                first = nodes[key.text][0].location.line
                hint = "keep one of the two"
                self._problems.add(key.location, f"the {kind} {shown(key.text)} stands on line {first} too", hint)
            else:
                nodes[key.text] = (key, node)
        return dict(nodes.values())

    def _unknown(self, key: Scalar, known: tuple[str, ...]) -> None:
        if key.text == "<<":
            self._problems.add(key.location, "keys cannot be merged here", "write the keys themselves")
            return
        guess = similar(key.text, known)
        hint = f"did you mean {guess}?" if guess else f"the keys are {listed(known)}"
        self._problems.add(key.location, f"unknown key {shown(key.text)}", hint)
        self._meant.add(guess)

    def _required(self, nodes: Mapping[str, Node], name: str, read: Callable[[Node], str]) -> str:
        if name in nodes:
            return read(nodes[name])
        if name in self._meant:
            return ""
        hint = f"add a line such as {name}: {_EXAMPLES[name]}"
        self._problems.add(self._source.whole_line(1), f"the front matter has no {name}", hint)
        return ""

    def _title(self, node: Node) -> str:
        title = self._text(node, "title")
        if title is not None and not can_be_said(title):
            hint = f"write for example title: {_EXAMPLES['title']}"
            self._problems.add(node.location, "the title has no words" if title else "the title is empty", hint)
        return title or ""

    def _language(self, node: Node) -> str:
        language = self._text(node, "language")
        if language is not None and not _LANGUAGE.fullmatch(language):
            what = f"{shown(language)} is not a language tag" if language else "the language is empty"
            self._problems.add(node.location, what, "write a tag such as en-US, en or de")
        return language or ""

    def _text(self, node: Node, name: str, hint: str = "") -> str | None:
        """The words of a value; None, with a problem noted, if it is no text that can be used."""
        if isinstance(node, Broken):
            return None
        if not isinstance(node, Scalar):
            self._problems.add(
                node.location, f"{name} must be text", hint or f"write {name}: and its words, on one line"
            )
            return None
        if bad := unreadable(node.text):
            self._problems.add(node.location, f"{name} holds the character {code(bad[0])}", "leave that character out")
            return None
        return "" if node.is_null else collapse(node.text)

    def _texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        if node is None or isinstance(node, Broken) or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, Listing):
            self._problems.add(node.location, f"{name} must be a list", f"write {name}: [one thing, another]")
            return ()
        hint = 'put it on one line, in double quotes if it holds ": "'
        texts = [self._text(item, f"each of {name}", hint) for item in node.items]
        for item, text in zip(node.items, texts, strict=True):
            if text == "":
                self._problems.add(item.location, f"an entry of {name} is empty", "write it, or leave it out")
        return tuple(text for text in texts if text)

    def _options(self, node: Node | None) -> tuple[Option, ...]:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, YamlMapping):
            self._options_known = False
            if not isinstance(node, Broken):
                hint = "write each on a line of its own below options:, indented, as name: what it means"
                self._problems.add(node.location, "options must be names with their meanings", hint)
            return ()
        return tuple(self._option(key, value) for key, value in self._unique(node, "option").items())

    def _option(self, key: Scalar, value: Node) -> Option:
        if not OPTION_NAME.fullmatch(key.text):
            hint = "write it in small letters, digits and hyphens, a letter first"
            self._problems.add(key.location, f"{shown(key.text)} cannot be the name of an option", hint)
        elif key.text in RESERVED_OPTIONS:
            meaning = (
                "a side" if key.text in SIDE_OPTIONS else "a round" if key.text in ROUND_OPTIONS else "who listens"
            )
            hint = "choose another name"
            self._problems.add(key.location, f"{key.text} means {meaning}, so it cannot be an option", hint)
        text = self._text(value, f"the meaning of {shown(key.text)}")
        if text == "":
            self._problems.add(
                key.location, f"the option {shown(key.text)} has no meaning", f"write {key.text}: for whom"
            )
        return Option(key.text, text or "")

    def _pronounce(self, node: Node | None) -> tuple[Pronunciation, ...]:
        if node is None or isinstance(node, Broken) or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, YamlMapping):
            hint = "write each on a line of its own below pronounce:, indented, as sacrum: SAY-krum"
            self._problems.add(node.location, "pronounce must be words, each with how it is said", hint)
            return ()
        entries: dict[str, tuple[Scalar, Pronunciation]] = {}
        for key, value in node.pairs:
            word = self._sayable(key, key, "a word of pronounce")
            said = self._sayable(key, value, f"the way to say {shown(key.text)}") if word else None
            if not word or not said:
                continue
            first, _ = entries.setdefault(word.casefold(), (key, Pronunciation(word, said)))
            if first is not key:
                what = f"the word {shown(word)} stands on line {first.location.line} too"
                self._problems.add(key.location, what, "keep one of the two; capitals make no difference")
        return tuple(entry for _, entry in entries.values())

    def _sayable(self, key: Scalar, node: Node, name: str) -> str | None:
        """The words on one side of an entry of ``pronounce``; None, with a problem noted, if they cannot be used."""
        text = self._text(node, name, 'write it as text on one line, in double quotes if it holds ": "')
        if text is None:
            return None
        at = node.location if text else key.location
        if not can_be_said(text):
            what = f"{name} has no letter or digit" if text else f"{name} is empty"
            self._problems.add(at, what, "write it as in sacrum: SAY-krum")
            return None
        if len(text) > LONGEST_PRONOUNCED:
            what = f"{name} is longer than {LONGEST_PRONOUNCED} characters"
            self._problems.add(at, what, "write one word, or the few that are said otherwise together")
            return None
        return text

    def _pace(self, node: Node | None) -> Fraction | None:
        if node is None or isinstance(node, Broken):
            return None
        hint = f"write a number from {float(SLOWEST_PACE)} to {float(FASTEST_PACE)}, or {', '.join(PACE_NAMES)}"
        if not isinstance(node, Scalar):
            self._problems.add(node.location, "pace must be a number or a name", hint)
            return None
        if node.text in PACE_NAMES:
            return PACE_NAMES[node.text]
        pace = Fraction(node.text) if _PACE.fullmatch(node.text) else None
        if pace is None:
            self._problems.add(node.location, f"{shown(node.text)} is not a pace", hint)
        elif not SLOWEST_PACE <= pace <= FASTEST_PACE:
            self._problems.add(node.location, f"a pace of {shown(node.text)} is out of bounds", hint)
            return None
        return pace


def code(character: str) -> str:
    """The code point of a character for a message, such as ``U+0000``."""
    return f"U+{ord(character):04X}"
