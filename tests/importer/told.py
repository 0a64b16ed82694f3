"""A draft in a few words, for tests: what is said in each section, with its directives where they stand."""

from coach.importer import draft_script
from coach.importer._writing import written
from coach.script import For, Hold, Pause, Prompt, Repeat, Routine, Section, parse


def drafted(text: str, name: str = "a.txt", language: str | None = None) -> Routine:
    """The routine that an article becomes."""
    return parse(draft_script(text, name, language).script, "draft.md")


def steps(text: str, name: str = "a.txt", language: str | None = None) -> list[str]:
    """Its steps, whatever section they are in."""
    return [step for section in drafted(text, name, language).sections for step in steps_of(section)]


def steps_of(section: Section) -> list[str]:
    """The steps of a section, as they would stand in a script."""
    told = []
    for step in section.steps:
        words = [f"**{step.name}**"] if step.name else []
        for item in step.items:
            if isinstance(item, Prompt):
                words.append(item.text)
            elif isinstance(item, (Hold, For, Repeat, Pause)):
                words.append(written(item))
        told.append(" ".join(words))
    return told


def sections(text: str, name: str = "a.txt") -> list[tuple[tuple[str, ...], int, list[str]]]:
    """Its sections: their sides, how often they are done, and their steps."""
    return [(section.sides, section.repeat, steps_of(section)) for section in drafted(text, name).sections]


def notes(routine: Routine) -> str:
    """All that is only to be read."""
    texts = list(routine.notes)
    for section in routine.sections:
        texts += section.notes
        for step in section.steps:
            texts += step.notes
    return " ".join(texts)
