"""What is wrong with YAML that cannot be read, or that would lose words, said without the words of YAML."""

import re
from typing import Final

import yaml

from coach.script._codes import ScriptCode
from coach.script._meant_keys import meant_key
from coach.script._routine import Location
from coach.script._source import Problems, Source
from coach.script._speakable import brief, shown
from coach.script._yaml_loader import ShallowLoader

_KNOWN: Final = ("title", "language", "summary", "needs", "safety", "options", "pace", "pronounce")
_LINE: Final = re.compile(
    r"(?P<indent>\s*)(?:-\s+)?(?:(?P<key>[^\s:\"'#\[\]{},][^:\"'#\[\]{},]*?)\s*:(?:\s+|$))?(?P<value>.*?)\s*"
)
_GLUED: Final = re.compile(r"\s*([A-Za-z]+):(\S.*)")
_NO_COLON: Final = re.compile(r"([A-Za-z]+)(?:\s*[=–-]\s*|\s+)(\S.*?)\s*")
_BLOCKS: Final = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockEntryToken)
_TEXTS: Final = ("title", "language", "summary", "pace")
_SPECIAL: Final = "@`%*&!|>?,]}"


def note_comments(source: Source, start: int, end: int, problems: Problems) -> frozenset[int]:
    """Note each ``#`` that begins a comment after a text, where it takes the rest of the line with it; their lines, from 1."""
    text = source.text[start:end]
    found: set[int] = set()
    position, last, before = 0, None, None
    try:
        for token in yaml.scan(text, Loader=ShallowLoader):
            # After a key whose list or names begin on the next line, a comment takes nothing with it.
            if not (isinstance(before, yaml.ValueToken) and isinstance(token, _BLOCKS)):
                found |= _note_comment(source, start, text, position, token.start_mark.index, last, problems)
            position = max(position, token.end_mark.index)
            last = token if isinstance(token, yaml.ScalarToken) else last
            before = token
    except (yaml.YAMLError, ValueError, OverflowError, IndexError):
        line_end = text.find("\n", position)
        found |= _note_comment(source, start, text, position, len(text) if line_end < 0 else line_end, last, problems)
    return frozenset(found)


def _note_comment(
    source: Source, start: int, text: str, first: int, end: int, last: yaml.ScalarToken | None, problems: Problems
) -> set[int]:
    """The same for what stands between two pieces of YAML: white space, and comments."""
    between = text[first:end]
    comment = re.match(r"[^\n#]*#[^\n]*", between)
    line_start = text.rfind("\n", 0, first) + 1
    if not comment or not text[line_start:first].strip():
        return set()
    hash_at = first + between.index("#")
    at = source.at(start + hash_at, start + first + comment.end())
    what = "what follows this # would be lost: after a space, # begins a comment"
    write, write_at = None, None
    hint = "put the whole text in double quotes, or the comment on a line of its own"
    if last and last.end_mark.index == first and last.start_mark.index >= line_start and last.plain:
        words = text[last.start_mark.index : first + comment.end()].rstrip()
        if "[" in text[line_start : last.start_mark.index]:  # an item of a list in brackets ends sooner
            words = re.split(r"[,\]]", words)[0].rstrip()
        write = _quoted(words)
        write_at = source.at(start + last.start_mark.index, start + last.start_mark.index + len(words))
        hint = f"write {brief(write)}, or put the comment on a line of its own"
    problems.add(at, what, hint, ScriptCode.YAML_COMMENT, write, write_at)
    return {at.line}


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def note_yaml_error(source: Source, start: int, end: int, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    """Note why YAML cannot be read, at the line that the reader stumbled over, or the one before."""
    mark = error.problem_mark or error.context_mark
    offset = min(start + mark.index, max(start, end - 1)) if mark else start
    at = source.at(offset)
    for line in dict.fromkeys((at.line, *_line_of(error.context_mark, source, start, end), at.line - 1)):
        if line > 1 and _note_line(source, line, problems):
            return
    what, hint = _by_reason(error.problem or "", at)
    problems.add(at, what, hint, ScriptCode.YAML)


def _line_of(mark: yaml.Mark | None, source: Source, start: int, end: int) -> tuple[int, ...]:
    return (source.at(min(start + mark.index, max(start, end - 1))).line,) if mark else ()


def _note_line(source: Source, line: int, problems: Problems) -> bool:
    """Note what is wrong with one line, if it shows."""
    text = source.lines[line - 1]
    if re.match(r" *\t", text):
        at = source.location(line, text.index("\t") + 1)
        indent = re.match(r"\s*", text)
        width = len(indent[0]) if indent else 1
        write_at = source.location(line, 1, width)
        problems.add(at, "a tab cannot stand here", "use spaces", ScriptCode.YAML_TAB, "  ", write_at)
        return True
    if (glued := _GLUED.fullmatch(text)) and meant_key(glued[1], _KNOWN) == glued[1].lower():
        at = source.location(line, glued.start(1) + 1, len(text) - glued.start(1))
        write = f"{glued[1]}: {glued[2]}"
        what = f"a space is missing after '{glued[1]}:'"
        problems.add(at, what, f"write {brief(write)}", ScriptCode.YAML_COLON, write)
        return True
    if (bare := _NO_COLON.fullmatch(text)) and ":" not in bare[1] and bare[1].lower() in _KNOWN:
        at, write = source.whole_line(line), f"{bare[1].lower()}: {bare[2]}"
        problems.add(at, f"a colon is missing after '{bare[1]}'", f"write {brief(write)}", ScriptCode.YAML_COLON, write)
        return True
    parts = _LINE.fullmatch(text)
    if parts is None or not parts["value"]:
        return False
    return _note_value(source, line, parts["key"] or "", parts.start("value"), parts["value"], problems)


def _note_value(source: Source, line: int, key: str, start: int, value: str, problems: Problems) -> bool:
    at = source.location(line, start + 1, len(value))
    where = f" after {shown(key + ':')}" if key else ""
    if value[0] in "\"'":
        return _note_quotes(source, line, start, value, problems)
    if value[0] == "[" and key.lower() not in _TEXTS:
        if value.count("[") == value.count("]"):
            return False
        problems.add(
            at, "this list is never closed", "end it with ]", ScriptCode.YAML, f"{value}]" if value[-1] != "," else None
        )
        return value.count("[") > value.count("]")
    if value.startswith("- ") and key:
        problems.add(
            at,
            f"a list with hyphens cannot begin on the line of {shown(key + ':')}",
            "begin it on the next line",
            ScriptCode.YAML,
        )
        return True
    write = _quoted(value)
    hint = f"put the text in double quotes: {brief(write)}"
    if colon := re.search(r":(?=\s|$)", value):
        place = source.location(line, start + colon.start() + 1)
        problems.add(place, f"there is a colon in the text{where}", hint, ScriptCode.YAML_COLON, write, at)
        return True
    if value[0] in _SPECIAL or value[0] == "[":
        problems.add(at, f"a text cannot begin with '{value[0]}' here", hint, ScriptCode.YAML, write)
        return True
    return False


def _note_quotes(source: Source, line: int, start: int, value: str, problems: Problems) -> bool:
    mark = value[0]
    body = r'"(?:\\.|[^"\\])*"' if mark == '"' else r"'(?:''|[^'])*'"
    closed = re.match(body, value)
    at = source.location(line, start + 1, len(value))
    if closed is None:
        write = _quoted(value[1:].rstrip(mark)) if "\\" not in value else None
        problems.add(at, f"this {mark} is never closed", f"end the text with {mark}", ScriptCode.YAML, write)
        return True
    rest = value[closed.end() :].strip()
    if rest and not rest.startswith((":", "#", ",")):
        is_apostrophe = mark == "'" and value.endswith("'") and len(value) > 2
        write = _quoted(value[1:-1]) if is_apostrophe else "'" + value.replace("'", "''") + "'"
        place = source.location(line, start + closed.end() + 1 + (len(value) - closed.end() - len(rest)), len(rest))
        hint = f"put all of it in {'double' if is_apostrophe else 'single'} quotes: {brief(write)}"
        problems.add(place, "there is text after the closing quotation mark", hint, ScriptCode.YAML, write, at)
        return True
    if mark == '"' and (slash := re.search(r'\\(?![0abt\tnvfre "/\\N_LPxuU])', value)):
        place = source.location(line, start + slash.start() + 1)
        problems.add(
            place,
            "'\\' means something in double quotes",
            "write \\\\, or put the text in single quotes",
            ScriptCode.YAML,
        )
        return True
    return False


def _by_reason(reason: str, at: Location) -> tuple[str, str]:
    if "block end" in reason or "block mapping" in reason or "indent" in reason:
        return (
            "this line is not indented as the lines around it are",
            "begin every key at the start of its line, and indent what belongs to it by two spaces",
        )
    if "simple key" in reason or "':'" in reason:
        return "a colon is missing here", 'write lines such as "title: Evening hip massage"'
    return (
        "this cannot be read as a key and its text",
        'write lines such as "title: Evening hip massage", and put a text with : or # in it in double quotes',
    )
