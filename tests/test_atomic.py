"""Nobody ever sees half a file, and what was there before is safe until the new one is whole."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from coach.atomic import _machine, _part_of, put, remove, replacing, replacing_all, sweep
from coach.cli._hints import hint_of
from coach.errors import ExportError

LIMITED = """
import resource, sys
from pathlib import Path
from coach.errors import ExportError
from coach.atomic import replacing
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with replacing(Path(sys.argv[1]), overwrite=True) as file:
        for _ in range(100):
            file.write(bytes(10_000))
except ExportError as error:
    print(error.what)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from coach.atomic import replacing
if sys.argv[2] == "hidden" and hasattr(os, "O_TMPFILE"):
    del os.O_TMPFILE
with replacing(Path(sys.argv[1]), overwrite=True) as file:
    file.write(bytes(1_000_000))
    file.flush()
    os.kill(os.getpid(), getattr(signal, sys.argv[3]))
    signal.pause()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either way of keeping an unfinished file apart."""
    if not request.param:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        monkeypatch.setattr(tempfile, "_O_TMPFILE_WORKS", False)  # it looked before


both_ways = pytest.mark.parametrize("way", [True, False], ids=["nameless", "hidden"], indirect=True)


@both_ways
@pytest.mark.usefixtures("way")
class TestReplacing:
    """The same whether the system has files without names or not."""

    def test_a_new_file_appears_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "new.mp3"
        with replacing(path, overwrite=False) as file:
            file.write(b"whole")
            file.flush()
            assert not path.exists()
        assert path.read_bytes() == b"whole"
        assert names(tmp_path) == ["new.mp3"]

    def test_it_has_the_rights_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "plain").touch()
        with replacing(tmp_path / "new", overwrite=False) as file:
            file.write(b"x")
        assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode

    def test_an_existing_file_is_refused_before_a_byte_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "old.mp3"
        path.write_bytes(b"old")
        with pytest.raises(ExportError, match="exists") as caught, replacing(path, overwrite=False):
            pytest.fail("the block must not run")
        assert "--force" in hint_of(caught.value)
        assert path.read_bytes() == b"old"

    def test_an_existing_file_is_replaced_if_allowed(self, tmp_path: Path) -> None:
        path = tmp_path / "old.mp3"
        path.write_bytes(b"old")
        with replacing(path, overwrite=True) as file:
            file.write(b"new")
        assert path.read_bytes() == b"new"
        assert names(tmp_path) == ["old.mp3"]

    def test_a_file_made_by_another_meanwhile_is_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "both.mp3"
        with pytest.raises(ExportError, match="exists"), replacing(path, overwrite=False) as file:
            path.write_bytes(b"theirs" if file.write(b"ours") else b"")
        assert path.read_bytes() == b"theirs"
        assert names(tmp_path) == ["both.mp3"]

    @pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, SystemExit])
    def test_a_failure_leaves_what_was_there(self, tmp_path: Path, fault: type[BaseException]) -> None:
        path = tmp_path / "old.mp3"
        path.write_bytes(b"old")
        with pytest.raises(fault), replacing(path, overwrite=True) as file:
            raise fault(file.write(b"half"))
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["old.mp3"]

    def test_a_file_system_without_links_is_served_too(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = os.link

        def no_links(source: str | Path, target: str | Path, **how: Any) -> None:
            if not str(source).startswith("/proc/"):
                raise PermissionError(1, "Operation not permitted")
            real(source, target, **how)

        monkeypatch.setattr(os, "link", no_links)
        with replacing(tmp_path / "new.mp3", overwrite=False) as file:
            file.write(b"whole")
        assert (tmp_path / "new.mp3").read_bytes() == b"whole"
        assert names(tmp_path) == ["new.mp3"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught, replacing(tmp_path / "no" / "file.mp3", overwrite=False):
        pytest.fail("the block must not run")
    assert caught.value.what.endswith(f"there is no folder {tmp_path / 'no'}")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="folder"), replacing(tmp_path, overwrite=True):
        pytest.fail("the block must not run")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are POSIX's")
def test_a_file_that_cannot_grow_leaves_what_was_there(tmp_path: Path) -> None:
    """As on a full disk: the system refuses a write in the middle."""
    path = tmp_path / "old.mp3"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=True)
    assert f"{path} cannot be written: File too large" in done.stdout
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.mp3"]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without names")
def test_killed_outright_it_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "old.mp3"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, path, "nameless", "SIGKILL"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.mp3"]


@pytest.mark.parametrize("how", ["nameless", "hidden"])
def test_interrupted_it_leaves_no_trace(tmp_path: Path, how: str) -> None:
    path = tmp_path / "old.mp3"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, path, how, "SIGINT"], stderr=subprocess.DEVNULL, check=False)
    assert done.returncode != 0
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.mp3"]


def replace_all(paths: list[Path], meanwhile: Callable[[], None] = lambda: None, *, overwrite: bool = True) -> None:
    """Write files and let something else happen before they are put in place."""
    with replacing_all(paths, overwrite=overwrite) as files:
        for file in files:
            file.write(b"new")
        meanwhile()


@both_ways
@pytest.mark.usefixtures("way")
class TestReplacingAll:
    """Several files: all become new, or every one stays what it was."""

    def test_all_appear_whole(self, tmp_path: Path) -> None:
        paths = [tmp_path / name for name in "ab"]
        paths[0].write_bytes(b"old")
        with replacing_all(paths, overwrite=True) as files:
            for number, file in enumerate(files):
                file.write(b"%d" % number)
            assert [path.exists() for path in paths] == [True, False]
        assert [path.read_bytes() for path in paths] == [b"0", b"1"]
        assert names(tmp_path) == ["a", "b"]

    @pytest.mark.parametrize("there", ["a", "b"])
    def test_one_that_exists_keeps_all_back(self, tmp_path: Path, there: str) -> None:
        (tmp_path / there).write_bytes(b"old")
        with (
            pytest.raises(ExportError, match=f"{there} already exists"),
            replacing_all([tmp_path / name for name in "ab"], overwrite=False),
        ):
            pytest.fail("the block must not run")
        assert names(tmp_path) == [there]

    @pytest.mark.parametrize("there", ["a", "b"])
    def test_one_that_another_makes_meanwhile_keeps_all_back(self, tmp_path: Path, there: str) -> None:
        def theirs() -> None:
            (tmp_path / there).write_bytes(b"theirs")

        with pytest.raises(ExportError, match=f"{there} already exists"):
            replace_all([tmp_path / name for name in "ab"], theirs, overwrite=False)
        assert (tmp_path / there).read_bytes() == b"theirs"
        assert names(tmp_path) == [there]

    @pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
    def test_one_that_cannot_be_put_in_place_puts_the_others_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
    ) -> None:
        paths = [tmp_path / name for name in "abc"]
        for path in (paths[0], paths[2]):
            path.write_bytes(b"old")
        move, link = Path.replace, os.link

        def moved(part: Path, target: Path) -> Path:
            if target == paths[2]:
                assert [path.read_bytes() for path in paths[:2]] == [b"new", b"new"]
                raise PermissionError(1, "Operation not permitted")
            return move(part, target)

        def linked(source: str | Path, target: str | Path, **how: Any) -> None:
            if not links and not str(source).startswith("/proc/"):
                raise PermissionError(1, "Operation not permitted")
            link(source, target, **how)

        monkeypatch.setattr(Path, "replace", moved)
        monkeypatch.setattr(os, "link", linked)
        with pytest.raises(ExportError, match="c cannot be written: Operation not permitted"):
            replace_all(paths)
        assert [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())] == [("a", b"old"), ("c", b"old")]

    def test_a_failure_in_the_middle_leaves_what_was_there(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"old")
        with (
            pytest.raises(RuntimeError),
            replacing_all([tmp_path / "a", tmp_path / "b"], overwrite=True) as files,
        ):
            raise RuntimeError(files[0].write(b"new"))
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]

    def test_two_of_one_name_are_refused(self, tmp_path: Path) -> None:
        with (
            pytest.raises(ExportError, match="Two files would both be"),
            replacing_all([tmp_path / "a", tmp_path / "a"], overwrite=True),
        ):
            pytest.fail("the block must not run")


def write_half(file: BinaryIO) -> None:
    file.write(b"half")
    raise ZeroDivisionError


def write(path: Path, content: bytes = b"new", *, overwrite: bool = True) -> None:
    with replacing(path, overwrite=overwrite) as file:
        file.write(content)


@both_ways
@pytest.mark.usefixtures("way")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has these kinds of file")
class TestWhatIsThere:
    """Links stay links, pipes and devices what they are, and permissions as they were."""

    def test_the_file_that_a_link_leads_to_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "real" / "a.txt").write_bytes(b"old")
        link = tmp_path / "link"
        link.symlink_to("real/a.txt")
        write(link)
        assert link.is_symlink()
        assert (tmp_path / "real" / "a.txt").read_bytes() == b"new"
        assert names(tmp_path / "real") == ["a.txt"]

    def test_through_several_links_too(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"old")
        (tmp_path / "b").symlink_to("a.txt")
        (tmp_path / "c").symlink_to(tmp_path / "b")
        write(tmp_path / "c")
        assert (tmp_path / "a.txt").read_bytes() == b"new"
        assert (tmp_path / "b").is_symlink()

    def test_a_link_to_nothing_yet_makes_what_it_leads_to(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        link = tmp_path / "link"
        link.symlink_to("real/a.txt")
        write(link, overwrite=False)
        assert link.is_symlink()
        assert (tmp_path / "real" / "a.txt").read_bytes() == b"new"

    def test_a_link_into_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("nowhere/a.txt")
        with pytest.raises(ExportError, match=f"there is no folder {tmp_path}/nowhere"):
            write(tmp_path / "link")

    def test_a_circle_of_links_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(ExportError, match="a cannot be written"):
            write(tmp_path / "a")

    def test_without_leave_what_a_link_leads_to_is_safe(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"old")
        (tmp_path / "link").symlink_to("a.txt")
        with pytest.raises(ExportError, match="link already exists"):
            write(tmp_path / "link", overwrite=False)
        assert (tmp_path / "a.txt").read_bytes() == b"old"

    def test_a_file_and_a_link_to_it_are_one_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"old")
        (tmp_path / "link").symlink_to("a.txt")
        with (
            pytest.raises(ExportError, match="Two files would both be"),
            replacing_all([tmp_path / "a.txt", tmp_path / "link"], overwrite=True),
        ):
            pass
        assert (tmp_path / "a.txt").read_bytes() == b"old"

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
    @pytest.mark.parametrize("by", [write, put])
    def test_permissions_stay(self, tmp_path: Path, mode: int, by: Callable[[Path, bytes], None]) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"old")
        path.chmod(mode)
        by(path, b"new")
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)

    @pytest.mark.parametrize("overwrite", [True, False])
    def test_a_pipe_is_sent_everything_and_stays_a_pipe(self, tmp_path: Path, overwrite: bool) -> None:
        pipe, sent = tmp_path / "pipe", bytes(200_000)  # more than a pipe holds
        os.mkfifo(pipe)
        with ThreadPoolExecutor() as aside:
            heard = aside.submit(pipe.read_bytes)
            write(pipe, sent, overwrite=overwrite)
            assert heard.result() == sent
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert names(tmp_path) == ["pipe"]

    def test_beside_a_pipe_files_are_placed_as_ever(self, tmp_path: Path) -> None:
        pipe = tmp_path / "b"
        os.mkfifo(pipe)
        with ThreadPoolExecutor() as aside:
            heard = aside.submit(pipe.read_bytes)
            with replacing_all([tmp_path / "a", pipe, tmp_path / "c"], overwrite=False) as files:
                for name, file in zip("abc", files, strict=True):
                    file.write(name.encode())
            assert heard.result() == b"b"
        assert [(tmp_path / name).read_bytes() for name in "ac"] == [b"a", b"c"]

    def test_a_failure_sends_nothing(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(ZeroDivisionError), replacing(pipe, overwrite=True) as file:
            write_half(file)
        assert names(tmp_path) == ["pipe"]

    def test_a_reader_who_leaves_early_is_no_error(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)

        def read_a_little() -> bytes:
            with pipe.open("rb", buffering=0) as stream:
                return stream.read(1)

        with ThreadPoolExecutor() as aside:
            heard = aside.submit(read_a_little)
            write(pipe, bytes(1_000_000))
            assert heard.result() == bytes(1)

    def test_a_device_stays_a_device(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Told by its mode alone, as only root can make one; a plain file stands for it."""
        device = tmp_path / "device"
        device.touch()
        inode = device.stat().st_ino
        monkeypatch.setattr("coach.atomic.stat.S_ISCHR", lambda mode: stat.S_IFMT(mode) == stat.S_IFREG)
        monkeypatch.setattr("coach.atomic.stat.S_ISREG", lambda _: False)
        write(device, overwrite=False)
        assert (device.read_bytes(), device.stat().st_ino) == (b"new", inode)

    def test_a_socket_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        with socket.socket(socket.AF_UNIX) as door:
            door.bind("door")
            with pytest.raises(ExportError, match="neither a file nor something to send a file to"):
                write(Path("door"))
            assert stat.S_ISSOCK(Path("door").stat().st_mode)

    def test_a_name_that_is_too_long_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match="cannot be written: File name too long"):
            write(tmp_path / ("a" * 300))


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can tell whether a process lives")
class TestAfterAKill:
    """What a killed writer left is removed by the next one; what a living one is writing is not."""

    @staticmethod
    def part(path: Path, process: int, machine: str = "") -> Path:
        left = _part_of(path)
        name = left.name.replace(f"-{os.getpid()}-", f"-{process}-")
        return path.with_name(name.replace(f".{_machine()}-", f".{machine}-") if machine else name)

    @pytest.fixture
    def dead(self) -> int:
        with subprocess.Popen([sys.executable, "-c", ""]) as process:
            process.wait()
        return process.pid

    def test_what_the_dead_left_goes(self, tmp_path: Path, dead: int) -> None:
        left = self.part(tmp_path / "a[1].mp3", dead)
        left.touch()
        write(tmp_path / "a[1].mp3")
        assert names(tmp_path) == ["a[1].mp3"]

    def test_what_others_may_need_stays(self, tmp_path: Path, dead: int) -> None:
        mine, of_another, elsewhere, foreign = (
            self.part(tmp_path / "a.mp3", os.getpid()),
            self.part(tmp_path / "b.mp3", dead),
            self.part(tmp_path / "a.mp3", dead, "abcdef"),
            tmp_path / ".a.mp3.part",
        )
        for path in (mine, of_another, elsewhere, foreign):
            path.touch()
        write(tmp_path / "a.mp3")
        assert set(names(tmp_path)) == {"a.mp3", *(path.name for path in (mine, of_another, elsewhere, foreign))}


class TestPut:
    """A whole small file in one call, as a position that must be there after a power cut."""

    def test_it_makes_its_folder_and_replaces_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "a" / "b" / "file"
        put(path, b"first")
        put(path, b"second")
        assert path.read_bytes() == b"second"
        assert names(path.parent) == ["file"]

    @both_ways
    @pytest.mark.usefixtures("way")
    def test_content_is_on_the_disk_before_the_name_and_the_name_before_it_returns(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, real = tmp_path / "file", os.fsync
        path.write_bytes(b"old")
        seen: list[tuple[str, bytes]] = []

        def noted(handle: int) -> None:
            what = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
            size = os.fstat(handle).st_size if what == "file" else 3
            assert size == 3
            seen.append((what, path.read_bytes()))
            real(handle)

        monkeypatch.setattr(os, "fsync", noted)
        put(path, b"new")
        assert seen == [("file", b"old"), ("folder", b"new")]

    def test_a_folder_that_cannot_be_made_is_an_os_error(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_bytes(b"a file")
        with pytest.raises(OSError, match="taken"):
            put(tmp_path / "taken" / "file", b"x")

    def test_what_is_removed_stays_away(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path, real = tmp_path / "file", os.fsync
        path.write_bytes(b"x")
        seen: list[bool] = []

        def noted(handle: int) -> None:
            assert os.path.samestat(os.fstat(handle), tmp_path.stat())
            seen.append(path.exists())
            real(handle)

        monkeypatch.setattr(os, "fsync", noted)
        remove(path)
        assert seen == [False]
        remove(path)
        assert not path.exists()

    def test_what_killed_writers_left_goes_with_it_and_nothing_else(self, tmp_path: Path) -> None:
        for name in ["a[1]", ".a[1].0123abcd.part", ".a[1]b.0123abcd.part", ".a1.0123abcd.part"]:
            (tmp_path / name).touch()
        remove(tmp_path / "a[1]")
        assert names(tmp_path) == [".a1.0123abcd.part", ".a[1]b.0123abcd.part"]

    def test_what_killed_writers_left_goes_alone_where_it_is_only_swept(self, tmp_path: Path) -> None:
        for name in ["a", ".a.0123abcd.part", ".b.0123abcd.part"]:
            (tmp_path / name).touch()
        sweep(tmp_path / "a")
        assert names(tmp_path) == [".b.0123abcd.part", "a"]
