"""The corpus of articles keeps its score, and what holds for every draft holds for all of it: benchmarks/importing.py has the table."""

import random
import re
from pathlib import Path

import pytest
import yaml

from benchmarks.importing import Count, articles, score, score_all
from coach.errors import ArticleError
from coach.importer import decode, draft_script
from coach.script import parse
from coach.timeline import beyond_limits
from tests.importer.told import steps_of

FOLDERS = ("first", "held-out", "fresh", "last", "unseen", "later", "latest", "evening")
ARTICLES = [article for folder in FOLDERS for article in articles(folder)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_corpus_keeps_its_score(folder: str) -> None:
    total = score_all(folder)
    assert total.found.share >= 0.95, total.faults
    assert total.spoken.share >= 0.95, total.faults
    assert total.times.share >= 0.9, total.faults
    assert total.sides.share >= 0.9, total.faults
    assert (total.invented, total.doubled) == (0, 0), total.faults


def test_the_score_sees_each_kind_of_fault(tmp_path: Path) -> None:
    article = tmp_path / "rest.txt"
    article.write_text("Rest\n\n1. Rub one arm for 10 seconds.\n2. Repeat on the other arm.\n3. Rub your neck.\n")
    expected = {
        "language": "de",
        "title": "Sleep",
        "needs": ["oil"],
        "spoken": ["Rub one arm for 10 seconds.", "Press the neck."],
        "times": [["Rub one arm", "hold: 20s"]],
        "sides": [["right leg, left leg", ["Rub one arm"]]],
    }
    article.with_suffix(".yaml").write_text(yaml.safe_dump(expected))
    one = score(article)
    assert (one.found, one.spoken) == (Count(1, 2), Count(1, 2))
    assert (one.times, one.sides, one.heads) == (Count(0, 1), Count(0, 1), Count(0, 3))
    assert one.invented == 1
    assert len(one.faults) == 8


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_no_step_talks_for_more_than_25_seconds_unless_it_is_marked(article: Path) -> None:
    draft = draft_script(decode(article.read_bytes(), article.name), article.name)
    for section in parse(draft.script, "draft.md").sections:
        for step in steps_of(section):
            words = re.sub(r"\[[^\]]*\]", "", step).split()
            assert len(words) <= 60, step  # at 150 words a minute, 60 take 24 seconds


def mangled(text: str, chance: random.Random) -> str:
    """A text with lines left out, doubled, swapped, run together or cut."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 12)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 4:
                lines[at] += lines[other]
            case _:
                lines[at] = re.sub("[0-9]+", str(chance.choice([0, 1, 7, 99, 100_000, 10**12])), lines[at])
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_mangled_articles_become_drafts_that_can_be_played(article: Path) -> None:
    chance = random.Random(article.name)
    text = decode(article.read_bytes(), article.name)
    for _ in range(5):
        try:
            draft = draft_script(mangled(text, chance), chance.choice([article.name, "a.txt", "a.md", "a.html"]))
        except ArticleError as error:
            assert "no words" in str(error)  # noqa: PT017
            continue
        routine = parse(draft.script, "draft.md")
        assert next(beyond_limits(routine), None) is None
        assert "look: write below" in draft.script
        assert routine.summary == ""


def test_a_draft_never_lasts_longer_than_a_routine_may() -> None:
    text = "Bake\n\n" + "".join(f"{at}. Bake loaf {at} for {at + 2} hours.\n" for at in range(1, 9))
    draft = draft_script(text, "a.txt")
    routine = parse(draft.script, "draft.md")
    assert next(beyond_limits(routine), None) is None
    assert "longer than any can be" in draft.script
    assert len([step for section in routine.sections for step in section.steps]) == 8


def test_nor_does_one_that_is_repeated() -> None:
    text = "Sit\n\n1. Sit for 20 minutes.\n2. Walk for 10 minutes.\n\nRepeat the cycle 40 times.\n"
    routine = parse(draft_script(text, "a.txt").script, "draft.md")
    assert next(beyond_limits(routine), None) is None
