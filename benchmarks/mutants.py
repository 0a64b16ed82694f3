"""Small faults put into the code on purpose, to see which of them the tests notice: ``python benchmarks/mutants.py ROOM...``.

A ROOM is a folder or a file below ``coach/``, such as ``timeline`` or ``files/_frames.py``. All faults (mutants) that this program can
make in the rooms are listed, a sample of ``--count`` is drawn with ``--seed``, and for each one the tests of its room run: those of
``tests/ROOM``, the files that name the changed module first, up to the first failure. A mutant is *killed* by a test that fails or that
does not come to an end, and *lives* if all pass. A mutant that lives is a rule that no test states, or a change that makes no
difference: which of the two, only a reader can tell. So this is for maintainers to look at, and never fails.

``--lines FIRST-LAST`` keeps to some lines of one file, ``--list`` runs nothing. ``--near`` is quicker, and calls more alive.
``--keep-in FILE`` also writes the mutants that live to a file, and ``--again FILE`` tries just those once more, when tests have been
added. Tests that fail without any mutant (because a tool is missing, say) and those that take longer than ``--slow`` seconds are left
out, and named. Mutants are tried in no order, so that a run cut short is a smaller sample. Hypothesis runs without chance, so that the
same seed gives the same answer.

Nothing is ever changed in the tree itself: it is copied first. One process of tests at a time, at low priority. Linux and macOS.
"""

import argparse
import ast
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import hypothesis
import pytest

TREE: Final = Path(__file__).resolve().parent.parent

COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
CALCULATED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
"""What each operator becomes."""

RENAMED: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "minimum": "maximum",
    "maximum": "minimum",
    "floor": "ceil",
    "ceil": "floor",
    "sin": "cos",
}
"""What each function becomes."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the bytes of a file from ``begin`` to ``end`` become others. ``path`` is relative to the tree."""

    path: Path
    line: int
    begin: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {_short(self.before)}  ->  {_short(self.after)}"

    def applied(self, source: bytes) -> bytes:
        """The whole file with the change in it."""
        return source[: self.begin] + self.after.encode() + source[self.end :]


def mutants(path: Path, tree: Path = TREE) -> list[Mutant]:
    """All mutants of a file, in order; ``path`` is relative to the tree."""
    source = (tree / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    made: list[Mutant] = []
    parsed = ast.parse(source)
    unchanged = ast.dump(parsed)
    for node, after in _changes(parsed):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        mutant = Mutant(path, node.lineno, begin, end, source[begin:end].decode(), after)
        try:
            same = ast.dump(ast.parse(mutant.applied(source))) == unchanged
        except SyntaxError:
            continue
        if not same:
            made.append(mutant)
    return made


Node = ast.expr | ast.stmt


def _changes(node: ast.AST) -> Iterator[tuple[Node, str]]:
    """Each node that can be changed with the text that may stand in its place."""
    if isinstance(node, ast.stmt):
        yield from ((node, text) for text in _statement(node))
    elif isinstance(node, ast.expr):
        yield from ((node, f"({ast.unparse(new)})") for new in _expressions(node))
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in _SKIPPED_FIELDS and not _is_skipped(child):
                yield from _changes(child)


_SKIPPED_FIELDS: Final = frozenset({"annotation", "returns", "decorator_list", "bases"})


def _is_skipped(node: ast.AST) -> bool:
    """Docstrings; errors, which are words for people; patterns; f-strings, whose inside has wrong places before Python 3.12."""
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.JoinedStr | ast.Raise | ast.pattern)


def _statement(node: ast.stmt) -> Iterator[str]:
    """A statement left out, or turned into its opposite."""
    match node:
        case ast.Expr() | ast.AugAssign():
            yield "pass"
        case ast.Assign(targets=[ast.Attribute()]) | ast.AnnAssign(target=ast.Attribute()):
            yield "pass"
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "return None"
        case ast.Break():
            yield "pass"
        case ast.Continue():
            yield "break"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _expressions(node: ast.expr) -> Iterator[ast.expr]:
    """What may stand in place of an expression."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            for index, operator in enumerate(ops):
                yield ast.Compare(left, [*ops[:index], COMPARED[type(operator)](), *ops[index + 1 :]], right)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in CALCULATED:
            if not (isinstance(operator, ast.BitOr) and _is_type(left) and _is_type(right)):
                yield ast.BinOp(left, CALCULATED[type(operator)](), right)
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Constant(value=value):
            yield from map(ast.Constant, _values(value))
        case ast.Call(func=function):
            yield from (ast.Call(other, node.args, node.keywords) for other in _functions(function))


def _functions(function: ast.expr) -> Iterator[ast.expr]:
    match function:
        case ast.Name(id=name) if name in RENAMED:
            yield ast.Name(RENAMED[name])
        case ast.Attribute(value=value, attr=name) if name in RENAMED:
            yield ast.Attribute(value, RENAMED[name])


def _is_type(node: ast.expr) -> bool:
    """Whether an operand of ``|`` looks as if it were a type: those are unions."""
    return _is_none(node) or (isinstance(node, ast.Name) and node.id[:1].isupper() and not node.id.isupper())


def _values(value: object) -> Iterator[bool | int | float]:
    # Not strings: most are words for people or tables, and a changed letter says little about rules.
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else f"{text[:67]}..."


@dataclass
class Ran:
    """What a run of tests told: those that failed, and how long each took."""

    failed: list[str] = field(default_factory=list)
    took_s: Counter[str] = field(default_factory=Counter)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One step of one test is done."""
        self.took_s[report.nodeid] += report.duration  # type: ignore[assignment]  # counters may hold any number
        if report.failed:
            self.failed.append(report.nodeid)


_NOTHING_TO_RUN: Final = int(pytest.ExitCode.NO_TESTS_COLLECTED)


def _run(folder: str, arguments: Sequence[str], keep: bool, answers: Connection) -> None:
    """Run tests in a process group of their own, and answer with what they told. Compiled code is kept if it is that of the tree."""
    os.setsid()
    os.chdir(folder)
    sys.path.insert(0, folder)
    os.environ["PYTHONPATH"] = folder
    if not keep:
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    ran = Ran()
    # Without chance, and without looking for the simplest example of a failure, which nobody would see.
    found = hypothesis.settings.get_profile("ci")
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", found, phases=phases)
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", "--hypothesis-seed=0"]
    # Hypothesis is a plugin too, and loaded early here.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    code = pytest.main([*options, *arguments], plugins=[ran])
    answers.send((int(code), ran.failed, dict(ran.took_s)))
    answers.close()
    os._exit(0)  # threads that a mutant left behind are not waited for


class Rooms:
    """Runs the tests of rooms in a copy of the tree."""

    def __init__(self, copy: Path, slow_s: float, *, near_only: bool) -> None:
        self._copy = copy
        self._slow_s = slow_s
        self._near_only = near_only
        self._left_out: dict[str, list[str]] = {}
        self._limit_s: dict[str, float] = {}
        self._context = multiprocessing.get_context("forkserver")
        # Loaded once for all runs, which makes each a second quicker. Nothing of coach: that is what changes.
        self._context.set_forkserver_preload(
            ["pytest", "hypothesis.strategies", "numpy", "soxr", "miniaudio", "lameenc", "mutagen.id3", "yaml"]
        )

    def prepare(self, room: str, paths: Iterable[Path]) -> None:
        """Run the tests of some of a room's files without any mutant: what fails or is slow is left out from now on."""
        files = {file for path in paths for group in self._tests(room, path) for file in group}
        answer = self._answer(sorted(files), 1200, keep=True) if files else None
        if answer is None or answer[0] not in (0, 1):
            sys.exit(f"The tests of {room} do not run even without a mutant, or there are none.")
        ran = answer[1]
        slow = [name for name, took_s in ran.took_s.items() if took_s > self._slow_s]
        self._left_out[room] = sorted({*ran.failed, *slow})
        quick_s = sum(took_s for name, took_s in ran.took_s.items() if name not in self._left_out[room])
        self._limit_s[room] = 20 + 3 * quick_s
        print(f"{room}: {len(ran.took_s)} tests, {quick_s:.0f} s; {len(self._left_out[room])} left out", flush=True)
        for name in self._left_out[room]:
            print(f"  {'fails' if name in ran.failed else 'slow'}: {name}", flush=True)

    def verdict(self, mutant: Mutant) -> str:
        """What kills a mutant: a test, or the limit of time; nothing if it lives."""
        room = mutant.path.parts[1]
        place = self._copy / mutant.path
        source, times = place.read_bytes(), place.stat()
        place.write_bytes(mutant.applied(source))
        # Another time than any that compiled code was kept for.
        os.utime(place, (times.st_atime, times.st_mtime + 10))
        left_out = [f"--deselect={name}" for name in self._left_out[room]]
        try:
            for files in self._tests(room, mutant.path):
                answer = self._answer(["-x", *left_out, *files], self._limit_s[room])
                if answer is None:
                    return "time"
                code, ran = answer
                if code not in (0, _NOTHING_TO_RUN):
                    return next(iter(ran.failed), "import")
        finally:
            place.write_bytes(source)
            os.utime(place, (times.st_atime, times.st_mtime))
        return ""

    def _tests(self, room: str, path: Path) -> list[list[str]]:
        """The files of a room's tests: those that are called like the module or name it, then the others if they are asked for."""
        dotted = ".".join(path.with_suffix("").parts)
        near: list[str] = []
        far: list[str] = []
        tests = self._copy / "tests"
        for file in sorted((tests / room).rglob("test_*.py") if (tests / room).is_dir() else tests.glob("test_*.py")):
            is_near = file.stem == f"test_{path.stem.lstrip('_')}" or dotted in file.read_text()
            (near if is_near else far).append(str(file.relative_to(self._copy)))
        wanted = [near] if near and self._near_only else [near, far]
        return [files for files in wanted if files]

    def _answer(self, arguments: Sequence[str], limit_s: float, *, keep: bool = False) -> tuple[int, Ran] | None:
        """What the tests told, or nothing if they took too long or brought their process down."""
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_run, args=(str(self._copy), arguments, keep, sender))
        process.start()
        assert process.pid  # noqa: S101  # it was started
        group = process.pid
        sender.close()
        try:
            if not receiver.poll(limit_s):
                return None
            code, failed, took_s = receiver.recv()
            return code, Ran(failed, Counter(took_s))
        except EOFError:
            return None
        finally:
            # With all that its tests have started; they have answered by now, or they never will.
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
            process.join()


def main() -> None:
    """Draw the sample, try each mutant, and print what lives."""
    wishes = _wishes()
    paths = [path.relative_to(TREE) for room in wishes.rooms for path in _files(TREE / "coach" / room)]
    everything = [mutant for path in paths for mutant in mutants(path)]
    if wishes.lines:
        first, last = map(int, wishes.lines.split("-"))
        everything = [mutant for mutant in everything if first <= mutant.line <= last]
    if wishes.again:
        wanted = set(wishes.again.read_text().splitlines())
        everything = [mutant for mutant in everything if str(mutant) in wanted]
    chosen = random.Random(wishes.seed).sample(everything, min(wishes.count, len(everything)))  # noqa: S311  # no secret
    print(f"{len(chosen)} of {len(everything)} mutants in {len(paths)} files, seed {wishes.seed}", flush=True)
    if wishes.list:
        print(*chosen, sep="\n")
        return
    os.nice(10)
    with TemporaryDirectory(prefix="mutants-") as name:
        copy = Path(name) / "tree"
        shutil.copytree(TREE, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist"))
        _try(chosen, Rooms(copy, wishes.slow, near_only=wishes.near), wishes.keep_in)


def _try(chosen: Sequence[Mutant], rooms: Rooms, keep_in: Path | None) -> None:
    paths = dict.fromkeys(mutant.path for mutant in chosen)
    for room in dict.fromkeys(path.parts[1] for path in paths):
        rooms.prepare(room, [path for path in paths if path.parts[1] == room])
    counts: Counter[tuple[Path, str]] = Counter()
    lived: list[Mutant] = []
    began = time.monotonic()
    for number, mutant in enumerate(chosen, start=1):
        by = rooms.verdict(mutant)
        fate = {"": "lived", "time": "timed out"}.get(by, "killed")
        counts[mutant.path, fate] += 1
        lived += [] if by else [mutant]
        print(f"{number:4} {time.monotonic() - began:5.0f} s  {fate:9}  {mutant}  {by}", flush=True)
        if keep_in and not by:
            keep_in.write_text("".join(f"{living}\n" for living in lived))
    print(f"\n{'killed':>7}{'timed out':>11}{'lived':>7}")
    for path in sorted(paths):
        print(f"{counts[path, 'killed']:7}{counts[path, 'timed out']:11}{counts[path, 'lived']:7}  {path}")
    print(f"\n{len(lived)} of {len(chosen)} live:", *lived, sep="\n")


def _files(place: Path) -> list[Path]:
    if not place.exists():
        sys.exit(f"There is no {place.relative_to(TREE)}.")
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _wishes() -> argparse.Namespace:
    assert __doc__  # noqa: S101  # argparse shows the first paragraph
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rooms", nargs="+", metavar="ROOM", help="a folder or a file below coach/")
    parser.add_argument("--count", type=int, default=100, help="how many mutants are tried; default %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn; default %(default)s")
    parser.add_argument("--lines", metavar="FIRST-LAST", help="only mutants in these lines")
    parser.add_argument("--slow", type=float, default=5.0, help="leave out slower tests, in s; default %(default)s")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only mutants that such a file has, line for line")
    parser.add_argument("--near", action="store_true", help="only tests of files called like the module or naming it")
    parser.add_argument("--list", action="store_true", help="print the sample and stop")
    parser.add_argument("--keep-in", type=Path, metavar="FILE", help="also write the mutants that live to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
