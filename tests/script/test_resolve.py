"""Includes put in their places, and what can go wrong on the way."""

from collections.abc import Callable, Mapping

import pytest

from coach.errors import NotFoundError, ScriptError
from coach.script import Condition, Pronunciation, Routine, format_problem, format_routine, parse, resolve


def script(body: str, extra: str = "", language: str = "en-US") -> str:
    return f"---\ntitle: Rest\nlanguage: {language}\n{extra}---\n\n{body}\n"


def loader(scripts: Mapping[str, str], calls: list[str] | None = None) -> Callable[[str], tuple[str, str]]:
    """Scripts by name, standing at ``<name>.md``."""

    def load(name: str) -> tuple[str, str]:
        if calls is not None:
            calls.append(name)
        if name not in scripts:
            raise NotFoundError(f"no routine is called '{name}'", "the routines are: feet")
        return scripts[name], f"{name}.md"

    return load


def resolved(outer: str, **scripts: str) -> Routine:
    return resolve(parse(outer, "outer.md"), loader({name.replace("_", "-"): text for name, text in scripts.items()}))


def reports(outer: str, **scripts: str) -> list[str]:
    with pytest.raises(ScriptError) as caught:
        resolved(outer, **scripts)
    return [format_problem(problem) for problem in caught.value.problems]


def test_included_sections_stand_where_the_include_stood() -> None:
    outer = script("## One\n\n- One.\n\n[include: feet]\n\n## Four\n\n- Four.")
    routine = resolved(outer, feet=script("## Two\n\n- Two.\n\n## Three\n\n- Three."))
    assert [section.title for section in routine.sections] == ["One", "Two", "Three", "Four"]
    assert routine.parts == routine.sections


def test_a_routine_without_includes_stays_the_same() -> None:
    routine = parse(script("- Rest."), "outer.md")
    assert resolve(routine, loader({})) == routine


def test_includes_are_followed_through_any_depth() -> None:
    depth = 300
    scripts = {f"r{level}": script(f"[include: r{level + 1}]\n\n## S{level}\n\n- Rest.") for level in range(depth)}
    scripts[f"r{depth}"] = script("## Last\n\n- Rest.")
    routine = resolve(parse(scripts["r0"], "r0.md"), loader(scripts))
    assert [section.title for section in routine.sections] == [
        "Last",
        *(f"S{level}" for level in range(depth - 1, -1, -1)),
    ]


def test_a_routine_included_twice_stands_there_twice_and_is_loaded_once() -> None:
    calls: list[str] = []
    routine = parse(script("[include: feet]\n\n[include: hands]\n\n[include: feet]"), "outer.md")
    scripts = {"feet": script("## Feet\n\n- Rest."), "hands": script("[include: feet]\n\n## Hands\n\n- Rest.")}
    sections = resolve(routine, loader(scripts, calls)).sections
    assert [section.title for section in sections] == ["Feet", "Feet", "Hands", "Feet"]
    assert calls == ["feet", "hands"]


def test_the_conditions_on_the_way_hold_for_every_included_section() -> None:
    options = "options:\n  a: One.\n  b: Two.\n"
    outer = script("{if: a} [include: middle]", options)
    middle = script("{unless: b} [include: feet]\n\n## Middle {if: a}\n\n- Rest.", options)
    routine = resolved(outer, middle=middle, feet=script("## Feet {if: c}\n\n- Rest.", "options:\n  c: Three.\n"))
    assert [section.conditions for section in routine.sections] == [
        (Condition("a", True), Condition("b", False), Condition("c", True)),
        (Condition("a", True),),
    ]


def test_options_needs_and_safety_join_and_the_outer_words_come_first() -> None:
    outer = script("[include: feet]", "needs: [oil]\nsafety: [Stop if it hurts.]\noptions:\n  a: Outer.\npace: slow\n")
    feet = script(
        "- Rest.",
        "needs: [towel, oil]\nsafety: [Not on wounds.]\noptions:\n  b: Inner.\n  a: Inner too.\npace: brisk\n",
    )
    routine = resolved(outer, feet=feet)
    assert [(option.name, option.text) for option in routine.options] == [("a", "Outer."), ("b", "Inner.")]
    assert routine.needs == ("oil", "towel")
    assert routine.safety == ("Stop if it hurts.", "Not on wounds.")
    assert routine.pace == parse(outer, "outer.md").pace


def test_notes_before_an_included_routines_first_section_go_to_that_section() -> None:
    feet = script("> Warm feet.\n\n## Feet\n\n> Left first.\n\n- Rest.")
    middle = script("> A towel.\n\n[include: feet]")
    routine = resolved(script("> Outer.\n\n[include: middle]\n\n## Last\n\n- Rest."), middle=middle, feet=feet)
    assert routine.notes == ("Outer.",)
    assert [section.notes for section in routine.sections] == [("A towel.", "Warm feet.", "Left first."), ()]


def test_a_resolved_routine_can_be_written_as_one_script() -> None:
    routine = resolved(script("[include: feet]"), feet=script('## Feet {sides="left, right"}\n\n- The {side}. [5s]'))
    assert parse(format_routine(routine), "one.md") == routine


def test_a_missing_routine_is_a_problem_at_the_include() -> None:
    assert reports(script("- Rest.\n\n[include: foot]")) == [
        "outer.md:8:1: error: no routine is called 'foot'\n"
        "[include: foot]\n"
        "^~~~~~~~~~~~~~~\n"
        "    instead: the routines are: feet"
    ]


def test_problems_of_an_included_script_stand_under_its_own_path_and_at_the_first_include() -> None:
    outer = script("[include: middle]\n\n[include: feet]")
    middle = script("- Rest.\n\n[include: feet]")
    assert reports(outer, middle=middle, feet=script("- Rest [5q] now [paus].")) == [
        "middle.md:8:1: error: the included script has 2 problems in feet.md\n"
        "[include: feet]\n"
        "^~~~~~~~~~~~~~~\n"
        "    instead: put right what is listed for it",
        "feet.md:6:9: error: '5q' is not a time\n"
        "- Rest [5q] now [paus].\n"
        "        ^~\n"
        "    instead: write a time like 30s, 1m30s or 1h5m",
        "feet.md:6:18: error: unknown directive 'paus'\n"
        "- Rest [5q] now [paus].\n"
        "                 ^~~~\n"
        "    instead: write [pause], or \\[ and \\] for plain brackets",
    ]


def test_all_problems_are_found_not_only_the_first() -> None:
    found = reports(
        script("[include: a]\n\n[include: b]\n\n[include: c]"), b=script("- Rest [x]."), c=script("[include: d]")
    )
    assert [report.split(" error: ")[0] for report in found] == [
        "outer.md:6:1:",
        "outer.md:8:1:",
        "b.md:6:9:",
        "c.md:6:1:",
    ]


@pytest.mark.parametrize(
    ("scripts", "what"),
    [
        ({"a": "[include: a]"}, "a.md:6:1: error: 'a' includes 'a' without end"),
        (
            {"a": "[include: b]", "b": "- Rest.\n\n[include: a]"},
            "b.md:8:1: error: 'a' includes 'b' includes 'a' without end",
        ),
        ({"a": "[include: outer]"}, "a.md:6:1: error: 'a' includes 'outer' without end"),
    ],
    ids=["itself", "in turns", "the outer one"],
)
def test_routines_that_include_each_other_are_a_problem_at_the_last_include(scripts: dict[str, str], what: str) -> None:
    outer = script("[include: a]")
    bodies = {"outer": outer, **{name: script(body) for name, body in scripts.items()}}
    with pytest.raises(ScriptError) as caught:
        resolve(parse(outer, "outer.md"), loader(bodies))
    assert [format_problem(problem).split("\n")[0] for problem in caught.value.problems] == [what]


def test_a_routine_that_includes_itself_is_known_by_its_path() -> None:
    outer = script("[include: outer]")
    with pytest.raises(ScriptError) as caught:
        resolve(parse(outer, "outer.md"), loader({"outer": outer}))
    assert [format_problem(problem).split("\n")[0] for problem in caught.value.problems] == [
        "outer.md:6:1: error: 'outer' includes itself"
    ]


def test_an_included_routine_in_another_language_is_a_problem() -> None:
    found = reports(script("[include: feet]"), feet=script("- Ligg.", language="sv"))
    assert [report.split("\n")[0] for report in found] == [
        "outer.md:6:1: error: 'feet' is in the language sv, and this routine in en-US"
    ]


def test_another_region_of_the_same_language_is_no_problem() -> None:
    assert resolved(script("[include: feet]"), feet=script("- Rest.", language="EN-gb")).language == "en-US"


def test_includes_that_multiply_are_refused_before_they_fill_the_memory() -> None:
    scripts = {f"r{level}": script(f"[include: r{level + 1}]\n[include: r{level + 1}]") for level in range(40)}
    scripts["r40"] = script("- Rest.")
    with pytest.raises(ScriptError) as caught:
        resolve(parse(scripts["r0"], "outer.md"), loader(scripts))
    assert [problem.what for problem in caught.value.problems] == ["with this there are more than 2000 sections"]


def test_lexicons_join_and_of_two_ways_to_say_a_word_the_including_one_holds() -> None:
    outer = script("[include: hips]\n\n[include: feet]", "pronounce:\n  sacrum: SAY-krum\n")
    hips = script("- Rest.\n\n[include: knees]", "pronounce:\n  Sacrum: SACK-rum\n  psoas: SO-az\n")
    knees = script("- Rest.", "pronounce:\n  PSOAS: sowers\n  patella: pa-TELL-a\n")
    feet = script("- Rest.", "pronounce:\n  patella: patty\n  talus: TAY-lus\n")
    routine = resolved(outer, hips=hips, knees=knees, feet=feet)
    assert routine.pronounce == (
        Pronunciation("sacrum", "SAY-krum"),
        Pronunciation("psoas", "SO-az"),
        Pronunciation("patella", "pa-TELL-a"),
        Pronunciation("talus", "TAY-lus"),
    )
    assert parse(format_routine(routine), "b.md") == routine
