"""What somebody else put there: no more of it is read than is any use, and only what is meant to be seen is found."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.bounded import files_in, is_utf8, read_at_most

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has these kinds of file")


class TestReading:
    """Of files, pipes and devices."""

    @pytest.mark.parametrize(("size", "count"), [(0, 5), (5, 0), (5, 4), (5, 5), (5, 6), (3_000_000, 2_999_999)])
    def test_a_file_up_to_a_count(self, tmp_path: Path, size: int, count: int) -> None:
        content = bytes(number % 251 for number in range(size))
        (tmp_path / "a").write_bytes(content)
        assert read_at_most(tmp_path / "a", count) == content[:count]

    @posix
    def test_a_pipe_however_it_comes(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)

        def send() -> None:
            with pipe.open("wb", buffering=0) as stream:
                for _ in range(300):
                    stream.write(bytes(1000))

        with ThreadPoolExecutor() as aside:
            sent = aside.submit(send)
            assert read_at_most(pipe, 1_000_000) == bytes(300_000)
            sent.result()

    @posix
    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
    def test_an_endless_device(self, device: str) -> None:
        assert read_at_most(Path(device), 100_000) == bytes(100_000)

    def test_what_is_no_file_is_an_os_error(self, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "missing", tmp_path / ("a" * 300)):
            with pytest.raises(OSError, match=str(path)):
                read_at_most(path, 1)


class TestFolders:
    """Of all that a folder may hold."""

    def test_files_by_their_endings_in_order(self, tmp_path: Path) -> None:
        for name in ("b.md", "a.MD", "c.txt", "d.md.bak", "md", "e.markdown"):
            (tmp_path / name).touch()
        assert [path.name for path in files_in(tmp_path, (".md", ".markdown"))] == ["a.MD", "b.md", "e.markdown"]

    @pytest.mark.parametrize("name", [".a.md", "._a.md", ".#a.md", ".md", "..md"])
    def test_hidden_files_are_none_of_them(self, tmp_path: Path, name: str) -> None:
        """What editors and file managers keep beside a file."""
        (tmp_path / name).touch()
        assert files_in(tmp_path, (".md",)) == []

    @posix
    def test_nor_is_what_is_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "folder.md").mkdir()
        os.mkfifo(tmp_path / "pipe.md")
        (tmp_path / "broken.md").symlink_to("nowhere")
        (tmp_path / "real.txt").touch()
        (tmp_path / "link.md").symlink_to("real.txt")
        assert [path.name for path in files_in(tmp_path, (".md",))] == ["link.md"]

    def test_no_folder_holds_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        assert files_in(tmp_path / "missing", (".md",)) == files_in(tmp_path / "file", (".md",)) == []


@pytest.mark.parametrize(
    ("name", "is_text"), [("a.md", True), ("ä 😀", True), ("", True), ("\udcff.md", False), ("a\ud800", False)]
)
def test_a_name_may_be_bytes_that_are_no_text(name: str, is_text: bool) -> None:
    assert is_utf8(name) is is_text
