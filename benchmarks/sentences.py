"""Who finds the ends of sentences: ours and the libraries for it, on the 200 hard cases in ``tests/data/sentences.txt``.

    pip install pysbd syntok sentence-splitter sentencex blingfire
    python benchmarks/sentences.py [--show NAME]

A library that is not installed is left out, and said to be. A case is right if all its sentences are. ``--show`` prints what one got wrong.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from coach.timeline import sentences

CASES: Final = Path(__file__).parents[1] / "tests" / "data" / "sentences.txt"
LANGUAGES: Final = ("en", "de", "fr", "es")

Cut = Callable[[str], Sequence[str]]
"""A text in, its sentences out."""


def cases(path: Path = CASES) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each case: its language, and the sentences a person would find."""
    for line in path.read_text(encoding="utf-8").splitlines():
        language, colon, text = line.partition(": ")
        if colon and language in LANGUAGES:
            yield language, tuple(text.split(" | "))


def ours(language: str) -> Cut:
    """Ours, in :mod:`coach.timeline._sentences`."""
    return lambda text: sentences(text, language)


def pysbd(language: str) -> Cut:
    """Rules by hand, many languages: the package pysbd."""
    return _module("pysbd").Segmenter(language=language, clean=False).segment  # type: ignore[no-any-return]


def syntok(_language: str) -> Cut:
    """Rules, of which the language is none: the package syntok."""
    segmenter = _module("syntok.segmenter")

    def cut(text: str) -> list[str]:
        found = [sentence for paragraph in segmenter.analyze(text) for sentence in paragraph]
        return ["".join(token.spacing + token.value for token in sentence) for sentence in found]

    return cut


def sentence_splitter(language: str) -> Cut:
    """The rules of Europarl, with lists of abbreviations: the package sentence-splitter."""
    return _module("sentence_splitter").SentenceSplitter(language=language).split  # type: ignore[no-any-return]


def sentencex(language: str) -> Cut:
    """Wikimedia's, in Rust: the package sentencex."""
    module = _module("sentencex")
    return lambda text: list(module.segment(language, text))


def blingfire(_language: str) -> Cut:
    """Automata, in C++: the package blingfire."""
    module = _module("blingfire")
    return lambda text: module.text_to_sentences(text).split("\n")


CONTENDERS: Final = (ours, pysbd, syntok, sentence_splitter, sentencex, blingfire)


def _module(name: str) -> Any:
    return import_module(name)


def wrong(contender: Callable[[str], Cut]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The cases it gets wrong: language, what a person finds, what it found."""
    cut = {language: contender(language) for language in LANGUAGES}
    for language, expected in cases():
        found = tuple(piece.strip() for piece in cut[language](" ".join(expected)) if piece.strip())
        if found != expected:
            yield language, expected, found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=[contender.__name__ for contender in CONTENDERS])
    show = parser.parse_args().show
    totals = {language: sum(case[0] == language for case in cases()) for language in LANGUAGES}
    print(f"{'right of':18}" + "".join(f"{f'{name} {n}':>8}" for name, n in totals.items()) + f"{'all':>8}{'time':>9}")
    for contender in CONTENDERS:
        name, began = contender.__name__, time.process_time()
        try:
            mistakes = list(wrong(contender))
        except ImportError:
            print(f"{name:18}is not installed")
            continue
        took_ms = (time.process_time() - began) * 1000
        right = [totals[each] - sum(mistake[0] == each for mistake in mistakes) for each in LANGUAGES]
        print(f"{name:18}" + "".join(f"{each:>8}" for each in (*right, sum(right))) + f"{took_ms:>6.0f} ms")
        for language, expected, found in mistakes if show == name else ():
            print(f"  {language}: {' | '.join(expected)}\n      {' | '.join(found)}")


if __name__ == "__main__":
    main()
