"""``coach export`` to files of several kinds, as a person meets it."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from os import environ
from pathlib import Path

import pytest

from coach.files import FORMATS
from tests.cli.helpers import COACH, LIMIT_S, SHORT, coach
from tests.files.helpers import ffprobe, true_peak_db
from tests.rig import PATIENCE_S


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SHORT)
    return path


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        (".mp3", "mp3"),
        (".M4A", "aac"),
        *(
            pytest.param(*of, marks=pytest.mark.slow)
            for of in ((".m4b", "aac"), (".opus", "opus"), (".flac", "flac"), (".wav", "pcm_s16le"))
        ),
    ],
)
def test_the_ending_says_what_is_made_and_its_cover_is_inside(
    short: Path, tmp_path: Path, ending: str, codec: str
) -> None:
    path = tmp_path / f"x{ending}"
    done = coach("export", short, "-o", path)
    assert done.returncode == 0, done.stderr
    assert f"x{ending}: " in done.stdout
    probed = ffprobe(path)
    assert probed["streams"][0]["codec_name"] == codec
    covers = [stream for stream in probed["streams"] if stream["disposition"]["attached_pic"]]
    assert [(cover["codec_name"], cover["width"], cover["height"]) for cover in covers] == [("png", 1400, 1400)]
    assert [chapter["tags"]["title"] for chapter in probed["chapters"]] == [
        "Before you begin",
        "First part: right hand",
        "First part: left hand",
        "Second part",
    ]
    # The programme goes up to -1.5; what a codec adds may take it to -1, as directories of podcasts ask.
    assert -3 < true_peak_db(path) <= -1


def test_a_format_by_name_names_the_file(short: Path, tmp_path: Path) -> None:
    done = coach("export", short, "--format", "wav", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "short.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.slow
def test_a_name_counts_more_than_an_ending_and_the_difference_is_noted(short: Path, tmp_path: Path) -> None:
    done = coach("export", short, "--format", "flac", "-o", "x.mp3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "note: x.mp3 is written as flac, despite its file extension" in done.stderr
    assert (tmp_path / "x.mp3").read_bytes()[:4] == b"fLaC"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "x.aiff"], "x.aiff has the extension '.aiff', which is not a supported format"),
        (["-o", "x"], "x has no file extension"),
        (["--format", "aiff"], "'aiff' is not a supported format"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    short: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = coach("export", short, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert all(name in done.stderr for name in FORMATS)
    assert [path.name for path in tmp_path.iterdir()] == ["short.md"]


def test_the_help_names_every_format() -> None:
    told = " ".join(coach("export", "--help").stdout.split())
    assert all(name in told for name in FORMATS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["m4b", "opus"])
def test_without_ffmpeg_no_word_is_spoken(short: Path, tmp_path: Path, name: str) -> None:
    """Neither the system has one nor, in this process, the extra."""
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "imageio_ffmpeg.py").write_text("raise ImportError\n")
    own = {"PATH": str(lacking), "PYTHONPATH": str(lacking), "COACH_CACHE_DIR": str(tmp_path / "cache")}
    done = coach("export", short, "--format", name, cwd=tmp_path, env=own)
    assert done.returncode == 1
    assert "needs ffmpeg: it is not installed" in done.stderr
    assert "pip install '.[ffmpeg]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lacking", "short.md"]


def until(true: Callable[[], bool]) -> bool:
    """Wait for something, and tell whether it came."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if true():
            return True
    return False


def ffmpeg_of(process: "subprocess.Popen[str]") -> int | None:
    """The process by which another encodes; they come and go while we look."""
    for task in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            number, name, _, parent, *_ = task.read_text().split()
            if (name, int(parent)) == ("(ffmpeg)", process.pid) and Path(f"/proc/{number}/cmdline").read_bytes().count(
                b"pipe:0"
            ):
                return int(number)
    return None


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize(
    ("name", "how"),
    [("m4b", signal.SIGINT), ("m4b", signal.SIGTERM), ("m4b", signal.SIGKILL), ("opus", signal.SIGKILL)],
)
def test_ended_while_it_encodes_it_leaves_no_process_and_no_file(
    tmp_path: Path, name: str, how: signal.Signals
) -> None:
    folder, temporary = tmp_path / "target", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    target = folder / f"out.{name}"
    target.write_bytes(b"precious")
    process = subprocess.Popen(
        [*COACH, "export", "infant-legs-and-hips", "-o", target, "--force"],
        env=environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and (number := ffmpeg_of(process)) is None:
        pass
    assert number is not None
    process.send_signal(how)
    _, complaints = process.communicate(timeout=LIMIT_S)
    assert process.returncode != 0
    assert "Traceback" not in complaints
    assert until(lambda: not is_running(number))
    assert target.read_bytes() == b"precious"
    assert list(folder.iterdir()) == [target]
    assert [path for path in temporary.iterdir() if path.is_file()] == []
