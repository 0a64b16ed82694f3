import os
import sys
from pathlib import Path

import pytest

from coach.voice import _catalogue as catalogue
from coach.voice import list_voices
from coach.voice._espeak_library import candidates

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng speaks on Linux only")


@pytest.fixture
def system_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file where the system's library would be, which is none."""
    library = tmp_path / "libespeak-ng.so.1"
    library.write_bytes(b"for another processor")
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}{os.pathsep}{tmp_path / 'none'}")
    return library


def test_the_systems_library_comes_before_the_bundled_one(system_library: Path) -> None:
    found = candidates()
    assert found[0].path == system_library
    assert found[0].data is None
    assert found[-1].path.exists()
    assert found[-1].data is not None
    assert (found[-1].data / "phontab").exists()


def test_a_library_that_does_not_load_is_passed_over(system_library: Path, tmp_path: Path) -> None:
    assert system_library.exists()
    assert "gmw/en-us" in [voice.id for voice in list_voices(tmp_path / "cache")]


def test_a_library_that_is_replaced_is_noticed(system_library: Path) -> None:
    before = catalogue.fingerprint("pyttsx3")
    assert catalogue.fingerprint("pyttsx3") == before
    system_library.write_bytes(b"a newer one")
    after = catalogue.fingerprint("pyttsx3")
    system_library.unlink()
    assert len({str(each) for each in (before, after, catalogue.fingerprint("pyttsx3"))}) == 3
