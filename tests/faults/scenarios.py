"""What is disturbed: each way in which the program changes files that somebody could lose."""

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

from coach.session._saved import encode
from tests.faults.injection import LIMIT_S, Scenario
from tests.faults.saving import saved_at

SCRIPT: Final = "---\ntitle: {title}\nlanguage: en-US\n---\n\n- **Sit.** Sit down, {title}. [pause: 1s]\n- Rest.\n"


def _write(top: Path, *names: str) -> None:
    for name in names:
        (top / "here" / f"{name}.md").write_text(SCRIPT.format(title=name.title()))


def _coach(top: Path, *arguments: str) -> None:
    """Run the program undisturbed, so that what it keeps in the home folder is there."""
    env = {"HOME": str(top / "home"), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "coach", *arguments]
    subprocess.run(command, cwd=top / "here", env=env, check=True, capture_output=True, timeout=LIMIT_S)


def _new_file(top: Path) -> None:
    _write(top, "a")


def _warm_file(top: Path) -> None:
    _write(top, "a")
    _coach(top, "export", "a.md", "-o", "x.mp3")
    (top / "here" / "x.mp3").write_bytes(b"precious")


def _shelf(top: Path) -> None:
    """A shelf of two, of which one has changed since."""
    scripts = top / "home" / ".local" / "share" / "coach" / "scripts"
    scripts.mkdir(parents=True)
    _write(top, "a", "b")
    for name in "ab":
        shutil.move(top / "here" / f"{name}.md", scripts)
    _coach(top, "export", "--mine", "-o", "out")
    (scripts / "b.md").write_text(SCRIPT.format(title="New"))
    # An engine never says a thing twice alike: with the words in the cache, each run makes the same files.
    _coach(top, "export", "b", "-o", "../b.mp3")


def _settings(top: Path) -> None:
    (top / "here" / "config.toml").write_text("# mine\npace = 0.9\n")


def _position(top: Path) -> None:
    (top / "here" / "state" / "sessions").mkdir(parents=True)
    (top / "here" / _POSITION).write_bytes(encode(saved_at(0)))


def _is_position(_: str, content: bytes) -> bool:
    """Of any step that was reached: each is saved over the one before."""
    return content in {encode(saved_at(step)) for step in range(4)}


def _import(top: Path) -> None:
    (top / "here" / "a.txt").write_text("How to rest\n\n1. Sit down for 10 seconds.\n2. Lie down.\n")
    (top / "here" / "a.md").write_text("precious")


_POSITION: Final = "state/sessions/a.json"
_KINDS: Final = ("mp3", "html", "txt", "vtt", "chapters.json", "png")
_SHELF_FILES: Final = (
    *(f"out/{name}.{kind}" for name in "ab" for kind in _KINDS),
    *("out/index.html", "out/coach-shelf.json", "out/cover.png"),
)


def _is_whole_mp3(_: str, content: bytes) -> bool:
    """By its own header (Xing, as LAME writes it): spoken anew, it is never twice the same, but the bytes that follow are counted in it."""
    id3 = 10 + sum((byte & 0x7F) << (7 * (3 - number)) for number, byte in enumerate(content[6:10]))
    at = content.find(b"Info", id3)
    return at > 0 and len(content) == id3 + struct.unpack(">I", content[at + 12 : at + 16])[0]


def _is_manifest(name: str, content: bytes) -> bool:
    """A manifest holds when it was made, and while it is at work what it is about to write: it must be one that can be read."""
    if name == "out/index.html":  # written anew as routines are done, each time whole
        return content.rstrip().endswith(b"</html>")
    return name == "out/coach-shelf.json" and set(json.loads(content)) >= {"coach_shelf", "files", "routines"}


SCENARIOS: Final = {
    one.name: one
    for one in (
        Scenario(
            "a new file, nothing cached",
            ["export", "a.md", "-o", "x.mp3"],
            _new_file,
            ["x.mp3"],
            _is_whole_mp3,
            again=["--force"],
        ),
        Scenario(
            "a file with two beside it, over an old one",
            ["export", "a.md", "-o", "x.mp3", "--captions", "vtt", "--chapters", "--force"],
            _warm_file,
            ["x.mp3", "x.vtt", "x.chapters.json"],
        ),
        Scenario("a shelf brought up to date", ["export", "--mine", "-o", "out"], _shelf, _SHELF_FILES, _is_manifest),
        Scenario(
            "a setting", ["config", "author", "Bo"], _settings, ["config.toml"], env={"COACH_CONFIG": "config.toml"}
        ),
        Scenario(
            "positions of a session",
            ["1", "2", "3"],
            _position,
            [_POSITION],
            _is_position,
            module="tests.faults.saving",
        ),
        Scenario("a draft over an old one", ["import", "a.txt", "-o", "a.md", "--force"], _import, ["a.md"]),
    )
}
