"""What reads files of strangers, for the fuzzer: each takes any bytes, and either makes something of them or says what is wrong."""

import atexit
import json
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

import numpy as np

from coach.cache import Cache
from coach.cli import _personal as personal
from coach.errors import ArticleError, ConfigError, ExportError, ScriptError, SoundError
from coach.folders import Folders
from coach.importer import decode, draft_script
from coach.programme import complete_routine, estimated_duration_s, script_of
from coach.programme._wishes import Wishes
from coach.script import format_routine, parse
from coach.session import _saved as saved
from coach.shelf import _manifest as manifest
from coach.sound._decode import decode as decode_sound
from coach.sound._sound_reader import SoundReader
from coach.voice._engine import ModelError
from coach.voice._piper_model import given

TREE: Final = Path(__file__).resolve().parent.parent
SCRATCH: Final = Path(mkdtemp(prefix="coach-fuzz-"))
"""For those that read files; it goes with the process."""
atexit.register(rmtree, SCRATCH, ignore_errors=True)

Outcome = Hashable
"""What kind of thing came of some bytes. The fuzzer keeps bytes of which a new kind came, and changes them further."""


def _script(data: bytes) -> Outcome:
    """A script: problems, or a routine that can be timed, and that reads back the same when it is written anew."""
    try:
        script = script_of(Path("a.md"), data)
        found = complete_routine(script, Folders.within(SCRATCH), None)
    except ScriptError as error:
        return frozenset(str(problem.code) for problem in error.problems)
    estimated_duration_s(found, Wishes())
    routine = parse(script.text, "a.md")
    again = parse(format_routine(routine), "a.md")
    if again.title != routine.title:
        raise ValueError("written anew it is another routine")
    return frozenset(str(hint.code) for hint in routine.hints), len(found.routine.sections)


def _article(name: str) -> Callable[[bytes], Outcome]:
    def read(data: bytes) -> Outcome:
        """An article: what is wrong with it, or a draft that is a script without problems."""
        try:
            written = draft_script(decode(data, name), name)
        except ArticleError as error:
            return error.what[:40]
        parse(written.script, "draft.md")
        return written.sections, written.steps.bit_length(), written.looks.bit_length()

    return read


def _settings(data: bytes) -> Outcome:
    (SCRATCH / "config.toml").write_bytes(data)
    try:
        return frozenset(personal.values())
    except ConfigError as error:
        return str(error.code), error.what.partition("cannot be read: ")[2][:20]


def _session(data: bytes) -> Outcome:
    try:
        read = saved.decode(data)
    except ValueError as error:
        return str(error)[:20]
    if saved.decode(saved.encode(read)) != read:
        raise KeyError("saved again it is another session")
    return "read"


def _manifest(data: bytes) -> Outcome:
    try:
        return len(manifest.from_json(data, "m").routines)
    except ExportError as error:
        return str(error.code), error.what[:30]


def _sound(ending: str) -> Callable[[bytes], Outcome]:
    path = SCRATCH / f"sound{ending}"
    reader = SoundReader()

    def read(data: bytes) -> Outcome:
        path.write_bytes(data)
        try:
            return len(decode_sound(path, reader)).bit_length()
        except SoundError as error:
            return error.what.replace(str(path), "")[:60]

    return read


def _voice(data: bytes) -> Outcome:
    """The settings of a Piper voice."""
    (SCRATCH / "voice.onnx").touch()
    (SCRATCH / "voice.onnx.json").write_bytes(data)
    try:
        return given(SCRATCH / "voice.onnx").voice.languages[0][:2]
    except ModelError as error:
        return error.what.partition("voice.onnx.json ")[2][:40]


def _cache(data: bytes) -> Outcome:
    """A clip in the cache: whole, or not there."""
    cache = Cache(SCRATCH / "cache")
    path = _clip_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    clip = cache.read(_CLIP_KEY)
    return clip is not None


_CLIP_KEY: Final = "0" * 64


@dataclass(frozen=True)
class Target:
    """What is given changed bytes; ``seeds`` are what the changes begin with, and ``words`` what is put in."""

    read: Callable[[bytes], Outcome]
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...] = (b"\0", b"\xff\xff\xff\xff", b"\x7f")


def _files(*patterns: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for pattern in patterns for path in sorted(TREE.glob(pattern)) if path.is_file()]


def _fixed(*contents: bytes) -> Callable[[], list[bytes]]:
    return lambda: list(contents)


def _words(name: str) -> tuple[bytes, ...]:
    """What is put in: a word a line, with Python's escapes."""
    lines = (TREE / "benchmarks" / "fuzz_words" / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return tuple(line.encode().decode("unicode_escape").encode() for line in lines)


_SAVED: Final = saved.Saved(
    "a",
    "a.md",
    "A",
    "f",
    Wishes(),
    None,
    Fraction(9, 10),
    -6.0,
    (saved.StepName("Part", "Step"), saved.StepName("Part", "")),
    1,
)
_VOICE: Final = {
    "audio": {"sample_rate": 22050, "quality": "medium"},
    "espeak": {"voice": "en-us"},
    "language": {"code": "en_US"},
    "num_symbols": 256,
    "num_speakers": 1,
    "phoneme_id_map": {"_": [0], "a": [1]},
}


def _clip() -> bytes:
    cache = Cache(SCRATCH / "cache")
    cache.write(_CLIP_KEY, np.arange(100, dtype=np.int16))
    return _clip_file().read_bytes()


def _clip_file() -> Path:
    return SCRATCH / "cache" / "clips" / _CLIP_KEY[:2] / f"{_CLIP_KEY}.clip"


TARGETS: Final = {
    "scripts": Target(_script, _files("scripts/*.md", "tests/data/scripts/*/*.md"), _words("scripts")),
    "pages": Target(_article("a.html"), _files("tests/data/articles/*/*.html"), _words("articles")),
    "articles": Target(
        _article("a.md"), _files("tests/data/articles/*/*.md", "tests/data/articles/*/*.txt"), _words("articles")
    ),
    "settings": Target(
        _settings,
        _fixed(
            b'# mine\npace = 0.9\ntitle = "Mine"\n[keys]\nPageDown = "next"\n',
            b"taper = true\nvoice = 'joe'\nbed = 'rain'\n",
        ),
        _words("toml"),
    ),
    "sessions": Target(_session, lambda: [saved.encode(_SAVED)], _words("json")),
    "manifests": Target(_manifest, _fixed(manifest.to_json(manifest.Manifest())), _words("json")),
    "wav": Target(_sound(".wav"), _files("audio_cues/*.wav")),
    "mp3": Target(_sound(".mp3"), _files("audio_cues/beds/*.mp3")),
    "ogg": Target(_sound(".ogg"), _files("tests/data/fuzz/ogg/*")),
    "flac": Target(_sound(".flac"), _files("tests/data/fuzz/flac/*")),
    "voices": Target(_voice, lambda: [json.dumps(_VOICE).encode()], _words("json")),
    "clips": Target(_cache, lambda: [_clip()]),
}


def ready() -> None:
    """Let everything that reads a user's folders read the scratch folder."""
    os.environ["COACH_CONFIG"] = str(SCRATCH / "config.toml")
