"""Change files at random and read them, for as long as you like: ``python benchmarks/fuzz.py [TARGET ...] [--seconds N | --cases N]``.

The targets are all that reads files of strangers: scripts, articles, web pages, settings, saved sessions, manifests of shelves, sounds,
settings of voices and clips in the cache. Whatever is in a file, it is read, or an error says what is wrong with it. What is found: any
other exception, a case that takes more than ``--slow`` seconds of processor time, and a process that dies. Each is kept below
``tests/data/fuzz/TARGET``, where the tests read it again from then on; mend what it found, and commit it.

Each case is a seed, or something kept before, changed at a few places. What gives a new kind of outcome is changed further, as
coverage-guided fuzzers do. With the same ``--seed`` and ``--cases`` the cases are the same.
"""

import argparse
import hashlib
import multiprocessing
import random
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fuzz_targets import SCRATCH, TARGETS, TREE, Target, ready

FOUND: Final = TREE / "tests" / "data" / "fuzz"
_LONGEST: Final = 20_000
"""Bytes of a case: longer ones are cut, or every case would take long."""


class Changer:
    """Makes cases of what there is."""

    def __init__(self, target: Target, seed: str) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # no secret
        self._words = target.words
        self.pool = [content[:_LONGEST] for content in target.seeds()] or [b""]
        self._ways: tuple[Callable[[bytearray], None], ...] = (
            self._flip, self._insert, self._insert, self._delete, self._copy, self._repeat, self._splice, self._swap_lines,
        )  # fmt: skip

    def case(self) -> bytes:
        """One of the pool, changed at one to eight places."""
        content = bytearray(self._chance.choice(self.pool))
        for _ in range(self._chance.choice((1, 1, 2, 3, 5, 8))):
            self._chance.choice(self._ways)(content)
        return bytes(content[:_LONGEST])

    def _at(self, content: bytearray) -> int:
        return self._chance.randint(0, len(content))

    def _some(self, content: bytearray) -> slice:
        start = self._at(content)
        return slice(start, start + self._chance.choice((1, 2, 4, 16, 64, 300)))

    def _flip(self, content: bytearray) -> None:
        if content:
            content[self._chance.randrange(len(content))] = self._chance.randrange(256)

    def _insert(self, content: bytearray) -> None:
        at = self._at(content)
        content[at:at] = self._chance.choice(self._words)

    def _delete(self, content: bytearray) -> None:
        del content[self._some(content)]

    def _copy(self, content: bytearray) -> None:
        at = self._at(content)
        content[at:at] = content[self._some(content)]

    def _repeat(self, content: bytearray) -> None:
        """Something short, very often: where reading takes more than in proportion, this shows it."""
        at, what = (
            self._at(content),
            self._chance.choice((self._chance.choice(self._words), bytes(content[self._some(content)]))),
        )
        content[at:at] = what * min(self._chance.choice((10, 100, 1000)), 1 + _LONGEST // (len(what) or 1))

    def _splice(self, content: bytearray) -> None:
        other = self._chance.choice(self.pool)
        content[self._at(content) :] = other[self._chance.randint(0, len(other)) :]

    def _swap_lines(self, content: bytearray) -> None:
        lines = content.split(b"\n")
        self._chance.shuffle(lines) if len(lines) < 4 else lines.insert(
            0, lines.pop(self._chance.randrange(len(lines)))
        )
        content[:] = b"\n".join(lines)


def run(
    name: str, seed: int, cases: int, seconds: float, slow_s: float, where: Path, last: Path
) -> tuple[int, int, int]:
    """Cases tried, kinds of outcome, and how many were found; every one in ``where``. ``last`` holds the case under way."""
    ready()
    target, changer = TARGETS[name], Changer(TARGETS[name], f"{seed} {name}")
    kinds, found, tried, end_s = set[object](), set[str](), 0, time.monotonic() + seconds
    while tried < cases and time.monotonic() < end_s:
        case = changer.case()
        last.write_bytes(case)
        begun_s = time.process_time()
        try:
            kind = target.read(case)
        except Exception as error:  # which is what is looked for
            frames = traceback.extract_tb(error.__traceback__)
            signature = f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"
        else:
            signature = "slow" if time.process_time() - begun_s > slow_s else ""
            if kind not in kinds and len(changer.pool) < 5000:
                kinds.add(kind)
                changer.pool.append(case)
        tried += 1
        if signature and signature not in found:
            found.add(signature)
            path = keep(where, name, case)
            print(f"{name}: {signature}: {path}", flush=True)
    return tried, len(kinds), len(found)


def keep(where: Path, name: str, case: bytes) -> Path:
    """Put a case where the tests find it."""
    path = where / name / hashlib.sha256(case).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case)
    return path


def _worker(
    name: str, asked: argparse.Namespace, last: Path, results: "multiprocessing.SimpleQueue[tuple[int, int, int]]"
) -> None:
    results.put(run(name, asked.seed, asked.cases, asked.seconds, asked.slow, asked.keep_in, last))


def main() -> None:
    """Run each target in a process of its own, one after the other, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of each target")
    parser.add_argument("--cases", type=int, default=sys.maxsize, help="of each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--slow", type=float, default=2.0, help="seconds of processor time that are too many")
    parser.add_argument("--keep-in", type=Path, default=FOUND)
    asked = parser.parse_args()
    total = harm = 0
    try:
        for name in asked.targets or TARGETS:
            results: multiprocessing.SimpleQueue[tuple[int, int, int]] = multiprocessing.SimpleQueue()
            last = SCRATCH / f"{name}.last"
            process = multiprocessing.Process(target=_worker, args=(name, asked, last, results))
            process.start()
            process.join()
            if process.exitcode:
                print(
                    f"{name}: the process died ({process.exitcode}): {keep(asked.keep_in, name, last.read_bytes())}",
                    flush=True,
                )
                harm += 1
                continue
            tried, kinds, found = results.get()
            total, harm = total + tried, harm + found
            print(f"{name}: {tried} cases, {kinds} kinds of outcome, {found} found", flush=True)
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    print(f"{total} cases, {harm} found")
    sys.exit(bool(harm))


if __name__ == "__main__":
    main()
