"""The sound that a page places by itself is, to the byte, what an export writes with the same choices."""

import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from coach.cache import Cache
from coach.files import Pool, write_stream
from coach.folders import Folders, shipped
from coach.page._page_file import _write_lines
from coach.page._score import Score, score_of
from coach.programme import Programme, find_routine, messages_for
from coach.progress import unreported
from coach.script import (
    Chime,
    Condition,
    Cycle,
    For,
    Hold,
    Option,
    Pause,
    Phase,
    Prompt,
    Repeat,
    Routine,
    Section,
    Span,
    Step,
    Wait,
)
from coach.timeline import Choices, Guidance, Pace
from coach.units import FRAME_SAMPLES, SAMPLE_RATE
from tests.fakes import ToneVoice
from tests.page.helpers import ROUTINE, programme_of
from tests.timeline.helpers import seconds

WEB = files("coach.page") / "web"
NAMES = sorted(path.stem for path in shipped("scripts").glob("*.md"))
Perform = Callable[[Score, list[str], list[Mapping[str, Any]], Mapping[str, Any]], list[str]]

pytestmark = pytest.mark.needs("browser")


@pytest.fixture(scope="module")
def perform(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Perform]:
    """The page's own scripts, in an empty page; gives the digest of what they make of each of several choices."""
    blank = tmp_path_factory.mktemp("blank") / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>")
    page = browser.new_page()
    page.goto(blank.as_uri())
    scripts = "\n".join((WEB / name).read_text() for name in ("mp3.js", "sound.js", "place.js"))
    page.add_script_tag(content=f"{scripts}\nObject.assign(window, {{ makeScore, makeMp3, bytesOf }});")

    def digests(score: Score, lines: list[str], choices: list[Mapping[str, Any]], kind: Mapping[str, Any]) -> list[str]:
        made: list[str] = page.evaluate(
            """async ([data, lines, choices, kind, frame]) => {
                const score = makeScore(data, frame);
                const sounds = lines.map(bytesOf);
                const digests = [];
                for (const { seconds, ...chosen } of choices) {
                    const share = seconds ? score.shareFor(chosen, seconds) : chosen.share;
                    const parts = score.partsOf(score.place({ ...chosen, share }));
                    const blob = new Blob(makeMp3(kind, frame).stream(parts, sounds));
                    const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
                    digests.push(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""));
                }
                return digests;
            }""",
            [score.data, lines, choices, kind, [FRAME_SAMPLES, SAMPLE_RATE]],
        )
        return made

    yield digests
    page.close()


def exported(programme: Programme) -> str:
    stream = io.BytesIO()
    write_stream(programme, stream, unreported)
    return hashlib.sha256(stream.getvalue()).hexdigest()


def at_random(random: Random, programme: Programme) -> tuple[Mapping[str, Any], Programme]:
    """Choices as the page has them, and the programme that an export makes for the same ones."""
    usual, routine = programme.choices, programme.routine
    pauses, holds = random.choice([50, 85, 100, 115, 200]), random.choice([50, 95, 100, 130, 200])
    options = frozenset(one.name for one in routine.options if random.random() < 0.5)
    dropped = frozenset(n for n, one in enumerate(routine.sections) if one.optional and random.random() < 0.5)
    pace = Pace(usual.pace.speech, usual.pace.pauses * 100 / pauses, usual.pace.holds * 100 / holds)
    choices = replace(usual, pace=pace, options=options, dropped=dropped, guidance=random.choice(list(Guidance)))
    chosen = programme.with_choices(choices)
    asked = {
        "pauses": pauses,
        "holds": holds,
        "guidance": choices.guidance.value,
        "options": sorted(options),
        "dropped": sorted(dropped),
        "share": ["0", "1"],
    }
    reach = chosen.reach()
    in_reach = range(int(reach.shortest_s) + 1, int(reach.longest_s) + 1)
    if in_reach and random.random() < 0.5:
        total_s = random.choice(in_reach)
        return {**asked, "seconds": total_s}, chosen.fit(Fraction(total_s))
    return asked, chosen


def agree(programme: Programme, perform: Perform, seed: int, count: int) -> None:
    score = score_of(programme.routine, programme.choices, programme.share, programme.measure)
    assert score is not None
    pool = Pool(programme, score.sounds, ())
    written = io.BytesIO()
    _write_lines(pool.encoded(), written)
    random = Random(seed)
    usual: Mapping[str, Any] = score.data["usual"]  # type: ignore[assignment]  # it is data for a script
    tried = [(usual, programme), *(at_random(random, programme) for _ in range(count))]
    made = perform(score, written.getvalue().decode().split("\n")[:-1], [one for one, _ in tried], pool.kind)
    assert made == [exported(one) for _, one in tried]


SAMPLE = {"hand-reset.fr", "slow-breathing", "steady-knees"}
"""Together they have sides, options, optional sections, intervals, cycles and counts; the others take longer."""


def some(values: Iterable[Any], always: Collection[Any]) -> list[Any]:
    return [value if value in always else pytest.param(value, marks=pytest.mark.slow) for value in values]


@pytest.mark.parametrize("name", some(NAMES, SAMPLE))
def test_of_every_shipped_routine(name: str, perform: Perform, tmp_path: Path) -> None:
    found = find_routine(name, Folders.within(tmp_path))
    messages = messages_for(found.routine.language)
    choices = Choices("tone", Pace.of(found.routine.pace or Fraction(1)), messages=messages)
    programme = Programme(found.routine, choices, ToneVoice(), found.chimes, cache=Cache(tmp_path))
    agree(programme, perform, len(name), 2)


ITEMS = (
    Prompt("Press."),
    Prompt("Press, and let go. Again."),
    Pause(seconds("0.02")),
    Pause(seconds("0.06")),
    Pause(seconds(3, 5)),
    Pause(Span(Fraction(1), Fraction(1), is_exact=True)),
    Hold(seconds(7), "Half.", countdown=3),
    Hold(seconds(3), is_counted=True),
    For(seconds(6)),
    Wait(None),
    Repeat(3, seconds("1.01"), "spoken"),
    Repeat(4, seconds("0.5"), "tick"),
    Cycle((Phase(Fraction(2), "In."), Phase(Fraction("1.7"), "Out.")), 2),
    Chime("more"),
)


def at_random_written(seed: int) -> Routine:
    """Sounds right after one another or nearly so, at one pace and not at another; intervals too short for what is in them, or not."""
    random = Random(seed)
    options = ("one", "two")

    def step() -> Step:
        asked = tuple(Condition(name, random.random() < 0.5) for name in options if random.random() < 0.3)
        name = random.choice([None, "Press"])
        return Step((Prompt("Now."), *random.choices(ITEMS, k=3)), name, asked)

    parts = tuple(
        Section(
            f"Part {number}",
            (Step((Prompt("Begin."), Pause(seconds(1)))), *(step() for _ in range(3))),
            sides=random.choice([(), ("left", "right")]),
            optional=random.random() < 0.3,
            repeat=random.choice([1, 1, 2]),
            every_s=random.choice([None, None, Fraction(20), Fraction(60)]),
        )
        for number in range(3)
    )
    return replace(ROUTINE, parts=parts, options=tuple(Option(name, "Otherwise.") for name in options))


@pytest.mark.parametrize("seed", some(range(20), range(4)))
def test_of_routines_put_together_at_random(seed: int, perform: Perform) -> None:
    agree(programme_of(at_random_written(seed)), perform, seed, 6)


def test_where_the_voice_eases_off_nothing_can_be_chosen() -> None:
    made = programme_of(ROUTINE)
    assert score_of(made.routine, replace(made.choices, taper=True), made.share, made.measure) is None
