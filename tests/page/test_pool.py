"""The sound that a page puts together in a browser is, to the byte, the one that an export writes."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from coach.cache import Cache
from coach.files import pool_of, write_stream
from coach.folders import Folders, shipped
from coach.page._page_file import PageWriter, _write_lines
from coach.programme import Programme, find_routine, messages_for
from coach.progress import unreported
from coach.script import Chime, For, Hold, Pause, Prompt, Repeat, Section, Step
from coach.sound import Chimes
from coach.timeline import Choices, Guidance, Pace
from coach.units import FRAME_SAMPLES, SAMPLE_RATE
from tests.fakes import ToneVoice
from tests.page.helpers import ROUTINE, Made, cut_out, programme_of
from tests.sound.test_chimes import write_wav
from tests.timeline.helpers import seconds

WEB = files("coach.page") / "web"

pytestmark = pytest.mark.needs("browser")


@pytest.fixture(scope="module")
def assemble(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """The page's own scripts, in an empty page; gives the digest of what they put together."""
    blank = tmp_path_factory.mktemp("blank") / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>")
    page = browser.new_page()
    page.goto(blank.as_uri())
    scripts = "\n".join((WEB / name).read_text() for name in ("mp3.js", "sound.js"))
    page.add_script_tag(content=f"{scripts}\nObject.assign(window, {{ takeSound }});")
    yield lambda lines, inside: _digest(page, lines, inside)
    page.close()


def _digest(page: Page, lines: list[str], inside: dict[str, Any]) -> str:
    return str(
        page.evaluate(
            """async ([lines, inside, frame]) => {
                const holder = document.createElement("script");
                holder.type = "text/plain";
                holder.textContent = ["", ...lines, ""].join("\\n");
                const blob = takeSound(holder, inside, frame);
                const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
                return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
            }""",
            [lines, inside, [FRAME_SAMPLES, SAMPLE_RATE]],
        )
    )


def exported(programme: Programme) -> str:
    stream = io.BytesIO()
    write_stream(programme, stream, unreported)
    return hashlib.sha256(stream.getvalue()).hexdigest()


def put_together(programme: Programme, assemble: Callable[..., str]) -> str:
    pool = pool_of(programme)
    assert pool is not None
    written = io.BytesIO()
    sums = _write_lines(pool.encoded(), written)
    inside = {"sums": sums, "kind": pool.kind, "parts": pool.parts}
    return assemble(written.getvalue().decode().split("\n")[:-1], inside)


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped("scripts").glob("*.md")))
def test_of_every_shipped_routine(name: str, assemble: Callable[..., str], tmp_path: Path) -> None:
    found = find_routine(name, Folders.within(tmp_path))
    messages = messages_for(found.routine.language)
    guidance = tuple(Guidance)[len(name) % 3]
    choices = Choices("tone", Pace(Fraction(2), Fraction(7, 4), Fraction(2)), guidance=guidance, messages=messages)
    programme = Programme(found.routine, choices, ToneVoice(), found.chimes, cache=Cache(tmp_path))
    assert put_together(programme, assemble) == exported(programme)


ITEMS = (
    Prompt("Press."),
    Prompt("Press, and let go. Again."),
    Pause(seconds("0.02")),
    Pause(seconds("0.06")),
    Pause(seconds(3)),
    Hold(seconds(7), "Half.", countdown=3),
    For(seconds(6)),
    Repeat(3, seconds("1.01"), "spoken"),
    Repeat(4, seconds("0.5"), "tick"),
    Chime("more"),
)


@pytest.mark.parametrize("seed", range(30))
def test_of_routines_put_together_at_random(seed: int, assemble: Callable[..., str]) -> None:
    """Sounds right after one another, and with less than the two frames between them in which one dies away."""
    chosen = np.random.default_rng(seed).integers(0, len(ITEMS), 12)
    steps = tuple(Step((Prompt("Now."), *(ITEMS[index] for index in chosen[at : at + 3]))) for at in range(0, 12, 3))
    programme = programme_of(replace(ROUTINE, parts=(Section("Part", steps),)))
    assert put_together(programme, assemble) == exported(programme)


def test_each_sound_is_in_the_page_once(short: Made) -> None:
    """The short session has sounds that come back, and silence between them, which takes nothing."""
    inside = short.data["sound"]
    assert len(short.lines) == len(inside["sums"]) == len({*short.lines})
    heard = [sound for sound, _ in inside["parts"] if sound >= 0]
    assert sorted({*heard}) == list(range(len(short.lines)))
    assert len(heard) > len({*heard})
    assert sum(frames for _, frames in inside["parts"]) == short.data["length"]


def test_with_a_bed_the_whole_stream_is_in_the_page(tmp_path: Path) -> None:
    """Sound under everything leaves no silence to leave out."""
    bed = tmp_path / "bed.wav"
    made = programme_of(ROUTINE)
    write_wav(bed, (np.random.default_rng(5).standard_normal(20 * SAMPLE_RATE) * 1000).astype(np.int16), SAMPLE_RATE)
    programme = Programme(made.routine, made.choices, ToneVoice(), Chimes([shipped("audio_cues")]), bed=bed)
    page = io.BytesIO()
    PageWriter().write(programme, page, unreported)
    source = page.getvalue().decode()
    lines = cut_out(source, '<script type="application/octet-stream" id="sound">', "</script>").split("\n")[1:-1]
    whole = b"".join(base64.b64decode(line, validate=True) for line in lines)
    assert hashlib.sha256(whole).hexdigest() == exported(programme)
