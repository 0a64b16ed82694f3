"""What holds for every format, whoever writes it."""

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest

from coach.errors import CoachError, ExportError
from coach.files import Format, export, formats
from coach.programme import Programme
from coach.progress import unreported
from coach.testing._sample_programme import sample_programme


class FormatContract:
    """Subclass it and name your format.

    The format is found by name, so that its entry point is tested too.
    """

    format = ""
    """The name under which it is asked for."""

    @pytest.fixture
    def format_(self) -> Format:
        """The format, as a user of your package finds it."""
        return formats()[self.format]

    @pytest.fixture
    def programme(self) -> Programme:
        """What is written. A new one for each test."""
        return sample_programme()

    def test_its_name_and_extensions_are_its_own(self, format_: Format) -> None:
        """No other format answers to them."""
        others = [other for other in formats().values() if other.name != format_.name]
        assert format_.name == self.format
        assert format_.description
        assert format_.extension == format_.extensions[0]
        for extension in format_.extensions:
            assert extension.startswith(".")
            assert extension == extension.lower()
            assert all(extension not in other.extensions for other in others)

    def test_the_same_programme_gives_the_same_bytes_on_a_disk_and_in_memory(
        self, format_: Format, programme: Programme, tmp_path: Path
    ) -> None:
        """No date, no random number: what has not changed need not be sent again."""
        memory = BytesIO()
        format_.writer().write(programme, memory, unreported)
        export(programme, tmp_path / "file", format_)
        assert memory.getvalue()
        assert memory.getvalue() == (tmp_path / "file").read_bytes()

    def test_progress_goes_up_to_all_there_is(self, format_: Format, programme: Programme) -> None:
        """Whoever waits sees it move, and end."""
        told: list[tuple[int, int]] = []
        format_.writer().write(programme, BytesIO(), lambda done, total: told.append((done, total)))
        assert told, "nothing was reported: call on_progress"
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert told[-1][0] == told[-1][1]

    def test_an_existing_file_is_kept(self, format_: Format, programme: Programme, tmp_path: Path) -> None:
        """Unless it may be overwritten."""
        path = tmp_path / f"old{format_.extension}"
        path.write_bytes(b"precious")
        with pytest.raises(ExportError):
            export(programme, path, format_)
        assert path.read_bytes() == b"precious"

    def test_a_fault_while_it_writes_leaves_what_was_there(
        self, format_: Format, programme: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A voice that fails, whatever of the file has been written by then."""
        path = tmp_path / f"old{format_.extension}"
        path.write_bytes(b"precious")

        def fail(*_: object) -> None:
            raise CoachError("It failed, for a test.")

        for method in ("timeline", "guess"):
            monkeypatch.setattr(programme, method, fail)
        with pytest.raises(CoachError, match="for a test"):
            export(programme, path, format_, overwrite=True)
        assert path.read_bytes() == b"precious"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
    def test_a_full_disk_is_told_and_leaves_what_was_there(
        self, format_: Format, programme: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The kernel's own answer: nothing can be written to /dev/full."""
        monkeypatch.setattr("coach.atomic._open", lambda _: open("/dev/full", "r+b"))  # noqa: SIM115, PTH123  # closed by who asks
        path = tmp_path / f"old{format_.extension}"
        path.write_bytes(b"precious")
        with pytest.raises(ExportError, match=os.strerror(errno.ENOSPC)):
            export(programme, path, format_, overwrite=True)
        assert path.read_bytes() == b"precious"
        assert list(tmp_path.iterdir()) == [path]
