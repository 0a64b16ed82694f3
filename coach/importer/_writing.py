"""A draft -> the text of a script, every word of the article escaped, every guess in a comment beside it."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from coach.importer._article import Draft, DraftNote, DraftSection, DraftStep, Timed
from coach.script import Hold, Pause, Repeat, Span, format_span

_WIDTH: Final = 110
_ACTIVE: Final = re.compile(r"[\\`*_\[\]{}<&]|~(?=~)|%(?=%)|=(?==)")
_LINE_START: Final = re.compile(r"([0-9]{1,9})([.)])|[#>=+~:|-]")
_TIED: Final = "\0"
"""Stands for a space at which no line may break; no draft holds it otherwise, since no script may."""

_SUMMARY: Final = "write below in one or two sentences what this routine is and whom it is for, as 'summary: ...'"
_SAFETY: Final = "write below when to stop, what must not hurt and who should not do this, as 'safety:' and a list"


def write(draft: Draft) -> str:
    """The draft as a script, ending in a newline."""
    blocks = ["\n".join(_front_matter(draft)), *(_note(note) for note in draft.notes)]
    for section in draft.sections:
        blocks += _section(section)
    return "\n\n".join(blocks) + "\n"


def written(item: Timed) -> str:
    """A directive as it stands in a script."""
    if isinstance(item, Repeat):
        return f"[repeat: {item.times} every {_length(item.every)}]"
    if isinstance(item, Pause):
        return f"[pause: {_length(item.length)}]" if item.length else "[pause]"
    return f"[{'hold' if isinstance(item, Hold) else 'for'}: {_length(item.length)}]"


def _length(span: Span) -> str:
    """A length as people write it: 30-60s rather than 30s-1m."""
    ends = (span.shortest_s, span.longest_s)
    if span.is_range and span.shortest_s < 60 and span.longest_s <= 90 and all(end.denominator == 1 for end in ends):
        return f"{span.shortest_s}-{span.longest_s}s"
    return format_span(span)


def _front_matter(draft: Draft) -> Iterator[str]:
    """Nothing in it is made up: what the article does not say is asked for in a comment, which nobody hears."""
    yield "---"
    for key, value, look in (
        ("title", draft.title, draft.title_look),
        ("language", draft.language, draft.language_look),
    ):
        if look:
            yield f"# look: {look}"
        yield f"{key}: {_yaml(value)}"
    yield f"# look: {_SUMMARY}"
    if draft.needs:
        yield "# look: things to have at hand, from a list in the article"
        yield "needs:"
        yield from (f"  - {_yaml(need)}" for need in draft.needs)
    yield f"# look: {'is anything missing?' if draft.safety else _SAFETY}"
    if draft.safety:
        yield "safety:"
        yield from (f"  - {_yaml(text)}" for text in draft.safety)
    yield "---"


def _yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _section(section: DraftSection) -> Iterator[str]:
    attributes = [f'sides="{", ".join(section.sides)}"'] if section.sides else []
    attributes += [f"repeat={section.repeat}"] if section.repeat > 1 else []
    braces = f" {{{' '.join(attributes)}}}" if attributes else ""
    heading = f"## {_escaped(section.title).replace('#', chr(92) + '#')}{braces}"
    yield "\n".join([heading, *_comments(section.looks)])
    steps: list[str] = []
    for entry in section.entries:
        if isinstance(entry, DraftStep):
            steps.append(_step(entry))
            continue
        if steps:
            yield "\n".join(steps)
            steps = []
        yield _note(entry)
    if steps:
        yield "\n".join(steps)


def _note(note: DraftNote) -> str:
    return "\n".join([_wrapped(_escaped(note.text), "> ", "> "), *_comments(note.looks)])


def _step(step: DraftStep) -> str:
    words = []
    if step.name:
        words.append(f"**{_escaped(step.name)}{'' if step.name[-1] in '!?' else '.'}**")
    words += [_escaped(item) if isinstance(item, str) else written(item).replace(" ", _TIED) for item in step.items]
    lines = [_wrapped(" ".join(words), "- ", "  "), *(f"  {comment}" for comment in _comments(step.looks))]
    notes = [_wrapped(_escaped(text), "  > ", "  > ") for text in step.notes]
    return "\n".join([*lines, "\n  >\n".join(notes)] if notes else lines)


def _comments(looks: Sequence[str]) -> list[str]:
    return [f"<!-- look: {re.sub('-{2,}', '–', look).rstrip('-')} -->" for look in looks]


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda character: "\\" + character[0], text)


def _wrapped(text: str, first: str, rest: str) -> str:
    """A paragraph on lines of their own width, none of which begins as another kind of block does."""
    lines = textwrap.wrap(text, _WIDTH - len(rest), break_long_words=False, break_on_hyphens=False)
    return "\n".join(
        f"{rest if number else first}{_safe_start(line)}".replace(_TIED, " ") for number, line in enumerate(lines)
    )


def _safe_start(line: str) -> str:
    """A line made safe from being read as a list, a heading or the like."""
    found = _LINE_START.match(line)
    if not found:
        return line
    if found[2]:
        return f"{found[1]}\\{found[2]}{line[found.end() :]}"
    return "\\" + line
