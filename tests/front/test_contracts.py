"""The contracts notice what they are there to notice: each is shown one engine or format that breaks it."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

import coach
from coach.testing import EngineContract, FormatContract, sample_programme
from coach.voice import _engines as engines
from tests.plugins import install_names


class Plain:
    def check(self) -> None:
        pass

    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        file.write(str(programme.timeline().duration_s).encode())
        on_progress(1, 2)
        on_progress(2, 2)


class Fickle(Plain):
    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        super().write(programme, file, on_progress)
        file.write(random.randbytes(16))


class Mute(Plain):
    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        super().write(programme, file, lambda done, total: None)


class Unfinished(Plain):
    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        super().write(programme, file, lambda done, total: on_progress(done, 3))


class Heedless(Plain):
    """It goes on when the voice fails."""

    def write(self, programme: coach.Programme, file: BinaryIO, on_progress: Callable[[int, int], None]) -> None:
        try:
            super().write(programme, file, on_progress)
        except coach.CoachError:
            file.write(b"half of it")


def format_by(writer: type, extension: str = ".odd") -> coach.Format:
    return coach.Format("odd", extension, "odd", f"{__name__}:{writer.__name__}")


def contract() -> FormatContract:
    made = FormatContract()
    made.format = "odd"
    return made


def test_a_format_that_keeps_it_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = format_by(Plain)
    contract().test_its_name_and_extensions_are_its_own(good)
    contract().test_progress_goes_up_to_all_there_is(good, sample_programme())
    contract().test_a_fault_while_it_writes_leaves_what_was_there(good, sample_programme(), tmp_path, monkeypatch)


def test_a_file_that_is_never_the_same(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        contract().test_the_same_programme_gives_the_same_bytes_on_a_disk_and_in_memory(
            format_by(Fickle), sample_programme(), tmp_path
        )


@pytest.mark.parametrize("writer", [Mute, Unfinished])
def test_progress_that_does_not_arrive(writer: type) -> None:
    with pytest.raises(AssertionError):
        contract().test_progress_goes_up_to_all_there_is(format_by(writer), sample_programme())


def test_a_fault_that_is_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pytest.fail.Exception):
        contract().test_a_fault_while_it_writes_leaves_what_was_there(
            format_by(Heedless), sample_programme(), tmp_path, monkeypatch
        )


@pytest.mark.parametrize("extension", [".wav", ".M4A", "odd", ".m4a"])
def test_an_extension_that_is_not_its_own_or_is_none(extension: str) -> None:
    with pytest.raises(AssertionError):
        contract().test_its_name_and_extensions_are_its_own(format_by(Plain, extension))


class TestEngine:
    @pytest.fixture(autouse=True)
    def fresh(self) -> Iterator[None]:
        engines._known.cache_clear()
        yield
        engines._known.cache_clear()

    def test_voices_that_name_another_engine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who asks for ``loud:low`` would not find it."""
        install_names(
            "loud",
            {"coach.voices": {"loud": "loud:FakeEngine"}},
            tmp_path / "site",
            monkeypatch,
            "from tests.voice.fakes import FakeEngine\n",
        )
        asked = EngineContract()
        asked.engine = "loud"
        with pytest.raises(AssertionError):
            asked.test_voices_have_ids_of_their_own_names_and_language_tags(tmp_path)
