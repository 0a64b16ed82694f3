"""How well `coach import` reads articles: python -m benchmarks.importing [FOLDER...] [--faults]

The corpus is tests/data/articles: articles in the style of pages of the web, each with a YAML file of what a person
would make of it, written before the article was ever imported. ``first`` was there while the importer was written; each
other set was written later, scored before anything was changed for it, and then used to find faults.

What an expectation may say:

- ``language``, ``title``, ``needs`` and ``safety`` (words that stand in each entry);
- ``spoken``: sentences that must be said; ``may``: such as may be said or not. Whatever else is said is a fault;
- ``times``: words of a step, and its directive (choices apart by ``|``; a bare ``pause`` is one of any length);
  ``times_may``: such as may be there; ``rounds``: words of a step, and how often its section is done;
- ``sides``: the names (choices apart by ``|``), and words of each step that is done on both; ``sides_may``: words of steps that may be.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from coach.importer import decode, draft_script
from coach.importer._sentence_kinds import sentences
from coach.importer._writing import written
from coach.script import For, Hold, Pause, Prompt, Repeat, Routine, Section, parse

CORPUS: Final = Path(__file__).parents[1] / "tests" / "data" / "articles"


@dataclass
class Count:
    """How many there are, and how many of them are right."""

    right: int = 0
    all: int = 0

    def add(self, is_right: bool) -> bool:
        """Count one more; whether it is right is handed through."""
        self.all += 1
        self.right += is_right
        return is_right

    def join(self, other: "Count") -> None:
        """Add another count to this one."""
        self.right += other.right
        self.all += other.all

    @property
    def share(self) -> float:
        """The right ones among all, 1 where there are none."""
        return self.right / self.all if self.all else 1.0


@dataclass
class Score:
    """The counts of an article, or of many; ``faults`` says each fault in words."""

    found: Count = field(default_factory=Count)
    spoken: Count = field(default_factory=Count)
    times: Count = field(default_factory=Count)
    sides: Count = field(default_factory=Count)
    heads: Count = field(default_factory=Count)
    invented: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)

    def join(self, other: "Score") -> None:
        """Add another score to this one."""
        for name in ("found", "spoken", "times", "sides", "heads"):
            getattr(self, name).join(getattr(other, name))
        self.invented += other.invented
        self.doubled += other.doubled
        self.faults += other.faults

    def row(self, name: str) -> str:
        """A line of the table."""
        counts = (self.found, self.spoken, self.times, self.sides, self.heads)
        cells = "  ".join(f"{count.right:3}/{count.all:<3} {count.share:5.0%}" for count in counts)
        return f"{name:24} {cells}  {self.invented:4} {self.doubled:4}"


HEADER: Final = f"{'':24} {'found':13}  {'rightly said':13}  {'times':13}  {'sides':13}  {'head':13}  inv. doubled"


@dataclass
class _Said:
    """A step of a draft: its words, and its directives that nobody has asked for yet."""

    section: Section
    words: list[str]
    directives: list[str]
    all: str

    def has(self, text: str) -> bool:
        """Whether the words of a text stand in it, one after the other."""
        return _within(_words(text), self.words)


def score(article: Path) -> Score:
    """The score of one article by the expectation beside it."""
    expected: dict[str, Any] = yaml.safe_load(article.with_suffix(".yaml").read_text(encoding="utf-8"))
    draft = draft_script(decode(article.read_bytes(), article.name), article.name)
    routine = parse(draft.script, "draft.md")
    said = list(_steps(routine))
    done = Score()
    _score_heads(expected, routine, done)
    _score_words(expected, routine, said, done)
    _score_times(expected, said, done)
    _score_sides(expected, said, done)
    done.faults = [f"{article.name}: {fault}" for fault in done.faults]
    return done


def articles(folder: str) -> list[Path]:
    """The articles of a folder of the corpus, by name."""
    return sorted(path for path in (CORPUS / folder).iterdir() if path.suffix != ".yaml")


def score_all(folder: str) -> Score:
    """The score of a whole folder."""
    total = Score()
    for article in articles(folder):
        total.join(score(article))
    return total


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _within(some: Sequence[str], many: Sequence[str]) -> bool:
    return bool(some) and any(list(many[at : at + len(some)]) == list(some) for at in range(len(many) - len(some) + 1))


def _steps(routine: Routine) -> Iterator[_Said]:
    for section in routine.sections:
        for step in section.steps:
            words = [*_words(step.name or "")]
            directives = []
            for item in step.items:
                if isinstance(item, Prompt):
                    words += _words(item.text)
                elif isinstance(item, (Hold, For, Repeat, Pause)):
                    directives.append(written(item)[1:-1])
            yield _Said(section, words, directives, " ".join(directives))


def _score_heads(expected: dict[str, Any], routine: Routine, done: Score) -> None:
    if not done.heads.add(routine.language.split("-")[0] == expected["language"]):
        done.faults.append(f"language {routine.language}")
    if not done.heads.add(routine.title == expected["title"]):
        done.faults.append(f"title '{routine.title}'")
    for key, entries in (("needs", routine.needs), ("safety", routine.safety)):
        for words in expected.get(key, ()):
            if not done.heads.add(any(_within(_words(words), _words(entry)) for entry in entries)):
                done.faults.append(f"not among the {key}: {words}")
    if len(routine.needs) > len(expected.get("needs", ())):
        done.heads.add(False)
        done.faults.append(f"needs too many: {routine.needs}")


def _score_words(expected: dict[str, Any], routine: Routine, said: list[_Said], done: Score) -> None:
    stream = [word for step in said for word in step.words]
    for sentence in expected["spoken"]:
        if not done.found.add(_within(_words(sentence), stream)):
            done.faults.append(f"not said: {sentence}")
    right = [_words(sentence) for sentence in (*expected["spoken"], *expected.get("may", ()))]
    right.append([word for sentence in expected["spoken"] for word in _words(sentence)])
    for section in routine.sections:
        for step in section.steps:
            for text in (item.text for item in step.items if isinstance(item, Prompt)):
                for sentence in sentences(text):
                    words = _words(sentence)
                    is_right = any(_within(words, one) or _within(one, words) for one in right)
                    if words and not done.spoken.add(is_right):
                        done.faults.append(f"said: {sentence}")


def _score_times(expected: dict[str, Any], said: list[_Said], done: Score) -> None:
    for words, choices in expected.get("times", ()):
        if not done.times.add(_take(said, words, choices)):
            given = [step.directives for step in said if step.has(words)]
            done.faults.append(f"time: '{words}' is {given}, not {choices}")
    for words, rounds in expected.get("rounds", ()):
        here = [step for step in said if step.has(words)]
        if not done.times.add(
            any(step.section.repeat == rounds or f"repeat: {rounds} every" in step.all for step in here)
        ):
            done.faults.append(f"rounds: '{words}' is not done {rounds} times")
    for words, choices in expected.get("times_may", ()):
        _take(said, words, choices)
    for step in said:
        for directive in step.directives:
            done.invented += 1
            done.faults.append(f"invented: [{directive}] after '{' '.join(step.words[-8:])}'")
    if not expected.get("rounds"):
        for section in {id(step.section): step.section for step in said if step.section.repeat > 1}.values():
            done.invented += 1
            done.faults.append(f"invented: {{repeat={section.repeat}}} of '{section.title}'")


def _take(said: list[_Said], words: str, choices: str) -> bool:
    for step in said:
        for choice in choices.split("|") if step.has(words) else ():
            for directive in step.directives:
                if directive == choice or (choice == "pause" and directive.startswith("pause")):
                    step.directives.remove(directive)
                    return True
    return False


def _score_sides(expected: dict[str, Any], said: list[_Said], done: Score) -> None:
    sided = []
    for names, texts in expected.get("sides", ()):
        sided += texts
        may = [_words(sentence) for sentence in expected.get("may", ())]
        meant = [text for text in texts if not any(_within(_words(text), one) for one in may)]
        where = [[step.section for step in said if step.has(text)] for text in meant]
        is_right = all(any(", ".join(section.sides) in names.split("|") for section in sections) for sections in where)
        if not done.sides.add(is_right):
            given = sorted({", ".join(section.sides) for sections in where for section in sections})
            done.faults.append(f"sides: '{texts[0]}' ... are {given}, not {names}")
    for sentence in expected["spoken"]:
        is_meant = any(_within(_words(text), _words(sentence)) for text in (*sided, *expected.get("sides_may", ())))
        if not is_meant and any(step.section.sides for step in said if step.has(sentence)):
            done.doubled += 1
            done.faults.append(f"doubled: {sentence}")


def main(arguments: Sequence[str]) -> None:
    """Print the table, and with ``--faults`` every fault."""
    folders = [argument for argument in arguments if not argument.startswith("-")] or [
        "first",
        "held-out",
        "fresh",
        "last",
        "unseen",
        "later",
        "latest",
        "evening",
    ]
    print(HEADER)
    for folder in folders:
        total = Score()
        for article in articles(folder):
            one = score(article)
            print(one.row(article.name))
            total.join(one)
        print(total.row(f"all of {folder}"), end="\n\n")
        if "--faults" in arguments:
            print("\n".join(total.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
