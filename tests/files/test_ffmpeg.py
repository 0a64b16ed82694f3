"""The program that encodes some formats: found where it is, told of where it is not, and never left running."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from coach.errors import ExportError, VoiceError
from coach.files import FORMATS, Format, export
from coach.files import _ffmpeg as ffmpeg
from coach.files import _m4b_file as m4b_file
from coach.files import _scratch as scratch
from coach.sound import Pcm
from tests.files.helpers import programme_of
from tests.needs import require

REAL = shutil.which("ffmpeg")
M4B = FORMATS["m4b"]
BOTH = pytest.mark.parametrize("format_", [M4B, FORMATS["opus"]], ids=["m4b", "opus"])


@pytest.fixture
def real() -> str:
    require("ffmpeg")
    return str(REAL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where programs are looked for; nothing is in it, and the extra is not installed."""
    place = tmp_path / "programs"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    return place


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Installs the extra, with that program or with none for this machine."""

    def install(program: str | None) -> None:
        def get_ffmpeg_exe() -> str:
            if program is None:
                raise RuntimeError("no ffmpeg for this machine")
            return program

        module: Any = ModuleType("imageio_ffmpeg")
        module.get_ffmpeg_exe = get_ffmpeg_exe
        monkeypatch.setitem(sys.modules, "imageio_ffmpeg", module)

    return install


ENCODERS = "if [ $2 = -encoders ]; then echo ' A..... aac AAC'; echo ' A..... libopus Opus'; exit 0; fi\n"


def program(folder: Path, script: str) -> str:
    """A program that is called ffmpeg, and says that it can do everything."""
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{ENCODERS}{script}\n")
    path.chmod(0o755)
    return str(path)


class TestFinding:
    """Which ffmpeg is used."""

    def test_the_systems_comes_first(self, folder: Path, extra: Callable[[str | None], None]) -> None:
        theirs = program(folder, "exit 1")
        extra("/somewhere/else")
        assert ffmpeg.find("aac", "An M4B file") == theirs

    def test_where_the_system_has_none_it_is_the_extras(
        self, folder: Path, real: str, extra: Callable[[str | None], None]
    ) -> None:
        extra(real)
        assert ffmpeg.find("libopus", "An Opus file") == real

    @pytest.mark.parametrize("says", ["echo ' A..... flac FLAC'", "exit 3"])
    def test_one_that_cannot_do_it_is_passed_over(
        self, folder: Path, real: str, extra: Callable[[str | None], None], says: str
    ) -> None:
        path = Path(program(folder, "exit 1"))
        path.write_text(f"#!/bin/sh\n{says}\n")
        extra(real)
        assert ffmpeg.find("aac", "An M4B file") == real

    @BOTH
    def test_none_at_all_is_told_with_how_to_get_it(
        self, folder: Path, format_: Format, extra: Callable[[str | None], None]
    ) -> None:
        for installed in (False, True):
            if installed:
                extra(None)
            with pytest.raises(ExportError, match="needs ffmpeg: it is not installed") as caught:
                format_.writer().check()
            assert ".[ffmpeg]" in caught.value.hint

    @BOTH
    def test_one_without_the_encoder_is_told_with_what_it_lacks(self, folder: Path, format_: Format) -> None:
        path = Path(program(folder, ""))
        path.write_text("#!/bin/sh\necho ' A..... flac FLAC'\n")
        lacking = "aac" if format_ is M4B else "libopus"
        with pytest.raises(ExportError, match=f"{path} has no encoder {lacking}") as caught:
            format_.writer().check()
        assert ".[ffmpeg]" in caught.value.hint

    def test_one_that_does_not_run_is_told(self, folder: Path) -> None:
        path = Path(program(folder, ""))
        path.write_text("no program")
        with pytest.raises(ExportError, match=f"{path} cannot be run"):
            M4B.writer().check()

    def test_without_it_nothing_is_written(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(ExportError):
            export(programme_of(), tmp_path / "a.m4b", M4B)
        assert list(tmp_path.iterdir()) == [folder]

    @BOTH
    def test_the_real_one_has_what_is_needed(self, real: str, format_: Format) -> None:
        format_.writer().check()


class TestFailing:
    """Whatever goes wrong is told, what was there is kept, and no process stays."""

    @pytest.fixture(autouse=True)
    def started(self, monkeypatch: pytest.MonkeyPatch) -> "list[subprocess.Popen[bytes]]":
        """Every process that was started to encode."""
        processes: list[subprocess.Popen[bytes]] = []
        start = subprocess.Popen

        def remembered(*args: Any, **kwargs: Any) -> Any:
            processes.append(start(*args, **kwargs))
            return processes[-1]

        monkeypatch.setattr("coach.files._ffmpeg.subprocess.Popen", remembered)
        return processes

    @BOTH
    @pytest.mark.parametrize(
        ("script", "told"),
        [
            ("head -c 300000 >/dev/null; echo '[enc @ 0x5] The middle broke' >&2; exit 1", "failed: The middle broke"),
            ("head -c 300000 >/dev/null; kill -9 $$", "killed by signal 9"),
            ("head -c 300000 >/dev/null; exit 0", "stopped with exit code"),
            ("cat >/dev/null; exit 7", "exit code 7"),
            ("yes chatter | head -c 1000000 >&2; yes | head -c 1000000; cat >/dev/null; exit 7", "failed: chatter"),
        ],
        ids=["says why", "is killed", "ends early", "fails at the end", "talks a lot"],
    )
    def test_what_it_said_last_is_told_and_the_old_file_kept(
        self, folder: Path, tmp_path: Path, format_: Format, script: str, told: str
    ) -> None:
        program(folder, script)
        path = tmp_path / "old"
        path.write_bytes(b"precious")
        with pytest.raises(ExportError, match=told) as caught:
            export(programme_of(), path, format_, overwrite=True)
        assert "mp3, flac and wav" in caught.value.hint
        assert path.read_bytes() == b"precious"
        assert sorted(tmp_path.iterdir()) == [path, folder]

    @BOTH
    def test_a_full_disk_is_told(
        self, real: str, tmp_path: Path, format_: Format, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The kernel's own answer: nothing can be written to /dev/full."""

        @contextmanager
        def full() -> Iterator[scratch.Scratch]:
            with Path("/dev/full").open("r+b", buffering=0) as file:
                yield scratch.Scratch(file, "/dev/full")

        module = "m4b_file" if format_ is M4B else "opus_file"
        monkeypatch.setattr(m4b_file, "_chapters", lambda _: iter(()))
        monkeypatch.setattr(f"coach.files._{module}.scratch", full)
        with pytest.raises(ExportError, match="No space left on device") as caught:
            export(programme_of(), tmp_path / "a", format_)
        assert "Free some disk space" in caught.value.hint
        assert list(tmp_path.iterdir()) == []

    @BOTH
    @pytest.mark.parametrize("fault", [VoiceError, KeyboardInterrupt, SystemExit])
    def test_an_export_that_ends_early_ends_it_too(
        self,
        real: str,
        tmp_path: Path,
        format_: Format,
        fault: type[BaseException],
        monkeypatch: pytest.MonkeyPatch,
        started: "list[subprocess.Popen[bytes]]",
    ) -> None:
        programme = programme_of()
        blocks = programme.pcm()

        def breaking(_: object) -> Iterator[Pcm]:
            yield from (next(blocks) for _ in range(20))
            assert started[-1].poll() is None
            raise fault("so it was")

        monkeypatch.setattr(programme, "pcm", breaking)
        with pytest.raises(fault):
            export(programme, tmp_path / "a", format_)
        assert started[-1].returncode == -9
        assert list(tmp_path.iterdir()) == []


class TestScratch:
    """Files for other programs."""

    @pytest.fixture(params=["without a name", "in a folder"])
    def temporary(self, request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Where temporary files go; where the system has no names for open files, they are in a folder."""
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        if request.param == "in a folder":
            monkeypatch.setattr(scratch, "_DESCRIPTORS", tmp_path / "missing")
        return tmp_path

    def test_another_program_writes_one_and_reads_one(self, temporary: Path) -> None:
        with scratch.scratch() as given, scratch.scratch() as made:
            given.file.write(b"words")
            given.file.flush()
            given.file.seek(0)
            copy = ["sh", "-c", f"cat '{given.name}' > '{made.name}'"]
            subprocess.run(copy, check=True, pass_fds=(*given.inherited, *made.inherited))
            made.file.seek(0)
            assert made.file.read() == b"words"
        assert list(temporary.iterdir()) == []

    def test_either_kind_does_for_an_export(self, real: str, temporary: Path) -> None:
        path = temporary / "a"
        export(programme_of(), path, M4B)
        assert path.stat().st_size > 100_000
        assert list(temporary.iterdir()) == [path]
