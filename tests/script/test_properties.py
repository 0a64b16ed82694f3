"""What must hold for any text whatever, not only for the examples of the corpus."""

import re
from contextlib import suppress
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.errors import Problem, ScriptError
from coach.script import Routine, format_problem, format_routine, parse, resolve
from tests.script.strategies import FRONT_MATTER, fragment_text, problems, routines, script_text, step_lines, words


def read(text: str) -> Routine | ScriptError:
    try:
        return parse(text, "a.md")
    except ScriptError as error:
        return error


@given(script_text)
def test_any_text_is_a_routine_or_a_script_error(text: str) -> None:
    result = read(text)
    if isinstance(result, ScriptError):
        assert result.problems


@given(st.one_of(script_text, step_lines))
def test_every_problem_stands_on_a_line_of_the_script(text: str) -> None:
    result = read(text)
    if isinstance(result, Routine):
        return
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    for problem in result.problems:
        assert problem.source_line == lines[problem.line - 1]
        assert 1 <= problem.column <= len(problem.source_line) + 1
        assert problem.width >= 1
        assert problem.column - 1 + problem.width <= max(len(problem.source_line), problem.column)
        assert problem.what
        assert problem.hint
    places = [(problem.line, problem.column) for problem in result.problems]
    assert places == sorted(places)


@given(st.one_of(script_text, step_lines))
def test_a_formatted_routine_reads_back_the_same(text: str) -> None:
    routine = read(text)
    if isinstance(routine, Routine):
        assert parse(format_routine(routine), "b.md") == routine


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=30),
    st.sampled_from(["step", "note", "name", "heading", "title", "need"]),
)
def test_any_words_survive_being_escaped_and_read_back(words: str, where: str) -> None:
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", f"a {words} b")
    quoted = f"a {words} b".replace("\\", "\\\\").replace('"', '\\"')
    scripts = {
        "step": f"{FRONT_MATTER}- {escaped}\n",
        "note": f"{FRONT_MATTER}> {escaped}\n\n- Rest\n",
        "name": f"{FRONT_MATTER}- **{escaped}** rest\n",
        "heading": f"{FRONT_MATTER}## {escaped}\n\n- Rest\n",
        "title": f'---\ntitle: "{quoted}"\nlanguage: en\n---\n- Rest\n',
        "need": f'---\ntitle: T\nlanguage: en\nneeds:\n  - "{quoted}"\n---\n- Rest\n',
    }
    routine = parse(scripts[where], "a.md")
    assert " ".join(words.split()) in repr_of_words(routine)
    assert parse(format_routine(routine), "b.md") == routine


def repr_of_words(routine: Routine) -> str:
    """All the words in a routine, one after the other."""
    texts = [routine.title, *routine.needs, *routine.notes]
    for section in routine.sections:
        texts.append(section.title)
        for step in section.steps:
            texts += [step.name or "", *(item.text for item in step.items if hasattr(item, "text"))]
    return "\n".join(texts)


@given(fragment_text, fragment_text)
def test_resolving_gives_sections_only_or_a_script_error(outer: str, inner: str) -> None:
    routine = read(FRONT_MATTER + "- Rest\n\n[include: feet]\n\n" + outer)
    if isinstance(routine, ScriptError):
        return
    with suppress(ScriptError):
        resolved = resolve(routine, lambda name: (FRONT_MATTER + inner, f"{name}.md"))
        assert resolved.parts == resolved.sections
        assert parse(format_routine(resolved), "b.md") == resolved


@given(routines, st.lists(words.filter(bool), max_size=2))
def test_any_routine_written_as_a_script_reads_back_the_same(routine: Routine, notes: list[str]) -> None:
    routine = replace(routine, notes=tuple(notes))
    assert parse(format_routine(routine), "b.md") == routine


@given(problems)
def test_a_formatted_problem_has_at_most_four_printable_lines(problem: Problem) -> None:
    lines = format_problem(problem).split("\n")
    assert len(lines) <= 4
    for line in lines:
        assert all(character == "\t" or ord(character) >= 0x20 for character in line)
        line.encode("utf-8")
