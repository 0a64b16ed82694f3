"""The front matter of a script: what stands between the two ``---`` lines at its beginning."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.script._codes import ScriptCode
from coach.script._language_tags import is_language, meant_language
from coach.script._list_hints import look_at_list, refuse_joined
from coach.script._meant_keys import meant_key, meant_pace
from coach.script._pace_names import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE
from coach.script._routine import RESERVED_OPTIONS, ROUND_OPTIONS, SIDE_OPTIONS, Option, Pronunciation
from coach.script._source import Problems, Source, unreadable
from coach.script._speakable import OPTION_NAME, brief, can_be_said, collapse, listed, shown
from coach.script._spoken_text import look_at_text
from coach.script._yaml_tree import Broken, Listing, Node, Scalar, read_yaml
from coach.script._yaml_tree import Mapping as YamlMapping

LONGEST_FRONT_MATTER: Final = 65_536
"""Characters; reading YAML is slow, and no routine has this much to say about itself."""

LONGEST_PRONOUNCED: Final = 100
"""Characters on either side of an entry of the lexicon: it is for words, not for sentences."""

_FENCE: Final = re.compile(r"\s*(?:-{2,}|[–—]+-*|\.{3}|\*{3,}|={3,}|_{3,}|\+{3}|```\w*|~{3,})\s*")
"""What people write for the --- around a front matter: fewer or more hyphens, dashes made of them by an editor, other tools' fences."""

_TITLE: Final = re.compile(r"#\s+(\S.*?)\s*#*\s*")
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
    if end_line is None and (closing := _meant_end(lines)):
        what, hint = "the front matter ends with three hyphens", "write ---"
        problems.add(source.whole_line(closing), what, hint, ScriptCode.FRONT_MATTER_NOT_CLOSED, "---")
        return None
    if end_line is None:
        hint = "end it with a line of its own: ---"
        code = ScriptCode.FRONT_MATTER_NOT_CLOSED
        problems.add(source.whole_line(1), "the front matter is never closed", hint, code)
        return None
    start = len(lines[0]) + 1
    end = start + sum(len(line) + 1 for line in lines[1:end_line])
    broken = FrontMatter(end_line + 1, options_known=False)
    if end - start > LONGEST_FRONT_MATTER:
        what = f"the front matter is longer than {LONGEST_FRONT_MATTER} characters"
        problems.add(source.whole_line(1), what, "keep to what a listener has to know beforehand", ScriptCode.TOO_LONG)
        return broken
    tree = read_yaml(source, start, end, problems)
    if tree is None or isinstance(tree, Broken):
        return broken
    if not isinstance(tree, YamlMapping):
        hint = 'write lines such as "title: Evening hip massage"'
        problems.add(tree.location, "the front matter has no keys", hint, ScriptCode.YAML)
        return broken
    return _Keys(source, problems).read(tree, end_line + 1)


def _meant_end(lines: Sequence[str]) -> int | None:
    """The line, from 1, that was probably meant to close the front matter; None if there is none before the first step or heading."""
    for number, line in enumerate(lines[1:], 2):
        if _FENCE.fullmatch(line):
            return number
        if line.startswith(("##", "- **")):
            return None
    return None


def _without(source: Source, problems: Problems) -> FrontMatter | None:
    """A script whose first line does not begin a front matter: there is none, or it comes too late."""
    first = next((number for number, line in enumerate(source.lines, 1) if line.strip()), 1)
    if source.lines[first - 1].rstrip() == "---":
        what, hint = "the front matter must begin on the first line", "take out what is above it"
        problems.add(source.whole_line(first), what, hint, ScriptCode.FRONT_MATTER_NOT_FIRST)
        return None
    if _FENCE.fullmatch(source.lines[first - 1]) and first == 1:
        what, hint = "the front matter begins with three hyphens", "write ---"
        problems.add(source.whole_line(1), what, hint, ScriptCode.NO_FRONT_MATTER, "---")
        return None
    what = "the script does not begin with its title and language"
    heading = _TITLE.fullmatch(source.lines[first - 1])
    title = brief(heading[1]) if heading else "..."
    hint = f"begin with the lines ---, title: {title}, language: en-US, ---"
    problems.add(source.whole_line(first), what, hint, ScriptCode.NO_FRONT_MATTER)
    return FrontMatter(body_line=first if heading else 0, options_known=False)


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
                what = f"the {kind} {shown(key.text)} stands on line {first} too"
                self._problems.add(key.location, what, "keep one of the two", ScriptCode.DUPLICATE_KEY)
            else:
                nodes[key.text] = (key, node)
        return dict(nodes.values())

    def _unknown(self, key: Scalar, known: tuple[str, ...]) -> None:
        if key.text == "<<":
            hint = "write the keys themselves"
            self._problems.add(key.location, "keys cannot be merged here", hint, ScriptCode.YAML_FEATURE)
            return
        guess = meant_key(key.text, known)
        hint = f"write {guess}" if guess else f"leave it out, or put a # before it; the keys are {listed(known)}"
        self._problems.add(key.location, f"unknown key {shown(key.text)}", hint, ScriptCode.UNKNOWN_KEY, guess)
        self._meant.add(guess)

    def _required(self, nodes: Mapping[str, Node], name: str, read: Callable[[Node], str]) -> str:
        if name in nodes:
            return read(nodes[name])
        if name in self._meant:
            return ""
        hint = f"add a line such as {name}: {_EXAMPLES[name]}"
        what = f"the front matter has no {name}"
        self._problems.add(self._source.whole_line(1), what, hint, ScriptCode.MISSING_KEY)
        return ""

    def _title(self, node: Node) -> str:
        title = self._text(node, "title")
        if title is not None and not can_be_said(title):
            hint = f"write for example title: {_EXAMPLES['title']}"
            what = "the title has no words" if title else "the title is empty"
            self._problems.add(node.location, what, hint, ScriptCode.KEY_VALUE)
        return title or ""

    def _language(self, node: Node) -> str:
        language = self._text(node, "language")
        if language is not None and not is_language(language):
            meant = meant_language(language)
            what = f"{shown(language)} is not a language tag" if meant else f"there is no language {shown(language)}"
            what = what if language else "the language is empty"
            hint = f"write {meant}" if meant else "write the tag of a language, such as en-US, en or de"
            self._problems.add(node.location, what, hint, ScriptCode.LANGUAGE, meant)
        return language or ""

    def _text(self, node: Node, name: str, hint: str = "") -> str | None:
        """The words of a value; None, with a problem noted, if it is no text that can be used."""
        if isinstance(node, Broken):
            return None
        if not isinstance(node, Scalar):
            hint = hint or f"write {name}: and its words, on one line"
            self._problems.add(node.location, f"{name} must be text", hint, ScriptCode.KEY_VALUE)
            return None
        if bad := unreadable(node.text):
            what = f"{name} holds the character {code(bad[0])}"
            self._problems.add(node.location, what, "leave that character out", ScriptCode.BAD_CHARACTER)
            return None
        look_at_text(self._source, node.location, self._problems)
        return "" if node.is_null else collapse(node.text)

    def _texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        if node is None or isinstance(node, Broken) or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, Listing):
            self._not_a_list(node, name)
            return ()
        hint = 'put it on one line, in double quotes if it holds ": "'
        texts = [self._text(item, f"each of {name}", hint) for item in node.items]
        for item, text in zip(node.items, texts, strict=True):
            if text == "":
                what = f"an entry of {name} is empty"
                self._problems.add(item.location, what, "write it, or leave it out", ScriptCode.KEY_VALUE)
        scalars = [item for item in node.items if isinstance(item, Scalar)]
        refuse_joined(self._source, scalars, self._problems)
        look_at_list(self._source, name, node, scalars, self._problems)
        return tuple(text for text in texts if text)

    def _not_a_list(self, node: Node, name: str) -> None:
        what, example = f"{name} must be a list", f"write {name}: [one thing, another]"
        if not isinstance(node, Scalar) or "\n" in node.text:
            self._problems.add(node.location, what, example, ScriptCode.KEY_VALUE)
            return
        at = node.location
        quoted = at.source_line[at.column - 1 : at.column - 1 + at.width]
        if not quoted.startswith(('"', "'")) and not (name == "needs" and re.fullmatch(r"[\w ,-]+", quoted)):
            quoted = '"' + quoted.replace("\\", "\\\\").replace('"', '\\"') + '"'
        self._problems.add(at, what, f"write [{brief(quoted)}]", ScriptCode.KEY_VALUE, f"[{quoted}]")

    def _options(self, node: Node | None) -> tuple[Option, ...]:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, YamlMapping):
            self._options_known = False
            if not isinstance(node, Broken):
                hint = "write each on a line of its own below options:, indented, as name: what it means"
                what = "options must be names with their meanings"
                self._problems.add(node.location, what, hint, ScriptCode.KEY_VALUE)
            return ()
        return tuple(self._option(key, value) for key, value in self._unique(node, "option").items())

    def _option(self, key: Scalar, value: Node) -> Option:
        if not OPTION_NAME.fullmatch(key.text):
            meant = re.sub(r"[^a-z0-9]+", "-", key.text.lower()).strip("-")
            meant = meant if OPTION_NAME.fullmatch(meant) else ""
            how = "in small letters, digits and hyphens, a letter first"
            hint = f"write {brief(meant)}: {how}" if meant else f"write it {how}"
            what = f"{shown(key.text)} cannot be the name of an option"
            self._problems.add(key.location, what, hint, ScriptCode.KEY_VALUE, meant or None)
        elif key.text in RESERVED_OPTIONS:
            meaning = (
                "a side" if key.text in SIDE_OPTIONS else "a round" if key.text in ROUND_OPTIONS else "who listens"
            )
            what = f"{key.text} means {meaning}, so it cannot be an option"
            self._problems.add(key.location, what, "choose another name", ScriptCode.KEY_VALUE)
        text = self._text(value, f"the meaning of {shown(key.text)}")
        if text == "":
            what, hint = f"the option {shown(key.text)} has no meaning", f"write {brief(key.text)}: for whom"
            self._problems.add(key.location, what, hint, ScriptCode.KEY_VALUE)
        return Option(key.text, text or "")

    def _pronounce(self, node: Node | None) -> tuple[Pronunciation, ...]:
        if node is None or isinstance(node, Broken) or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, YamlMapping):
            hint = "write each on a line of its own below pronounce:, indented, as sacrum: SAY-krum"
            what = "pronounce must be words, each with how it is said"
            self._problems.add(node.location, what, hint, ScriptCode.KEY_VALUE)
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
                hint = "keep one of the two; capitals make no difference"
                self._problems.add(key.location, what, hint, ScriptCode.DUPLICATE_KEY)
        return tuple(entry for _, entry in entries.values())

    def _sayable(self, key: Scalar, node: Node, name: str) -> str | None:
        """The words on one side of an entry of ``pronounce``; None, with a problem noted, if they cannot be used."""
        text = self._text(node, name, 'write it as text on one line, in double quotes if it holds ": "')
        if text is None:
            return None
        at = node.location if text else key.location
        if not can_be_said(text):
            what = f"{name} has no letter or digit" if text else f"{name} is empty"
            self._problems.add(at, what, "write it as in sacrum: SAY-krum", ScriptCode.KEY_VALUE)
            return None
        if len(text) > LONGEST_PRONOUNCED:
            what = f"{name} is longer than {LONGEST_PRONOUNCED} characters"
            hint = "write one word, or the few that are said otherwise together"
            self._problems.add(at, what, hint, ScriptCode.KEY_VALUE)
            return None
        return text

    def _pace(self, node: Node | None) -> Fraction | None:
        if node is None or isinstance(node, Broken):
            return None
        hint = f"write a number from {float(SLOWEST_PACE)} to {float(FASTEST_PACE)}, or {', '.join(PACE_NAMES)}"
        if not isinstance(node, Scalar):
            self._problems.add(node.location, "pace must be a number or a name", hint, ScriptCode.PACE)
            return None
        if node.text in PACE_NAMES:
            return PACE_NAMES[node.text]
        pace = Fraction(node.text) if _PACE.fullmatch(node.text) else None
        if pace is not None and SLOWEST_PACE <= pace <= FASTEST_PACE:
            return pace
        meant = meant_pace(node.text)
        what = f"{shown(node.text)} is not a pace" if pace is None else f"a pace of {shown(node.text)} is out of bounds"
        self._problems.add(node.location, what, f"write {meant}" if meant else hint, ScriptCode.PACE, meant)
        return None


def code(character: str) -> str:
    """The code point of a character for a message, such as ``U+0000``."""
    return f"U+{ord(character):04X}"
