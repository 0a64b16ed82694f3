"""What was learnt of a chime is kept by what is in its file."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.cache import Cache
from coach.errors import SoundError
from coach.sound import Chimes, Pcm
from coach.sound import _chimes as chimes_module
from coach.sound import _decode as decoding
from coach.sound import _known_sounds as known_sounds
from tests.sound.test_chimes import write_wav


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are decoded from now on."""
    names: list[str] = []
    usual = decoding.decode

    def decode(path: Path, *more: Any) -> Pcm:
        names.append(path.name)
        return usual(path, *more)

    monkeypatch.setattr(decoding, "decode", decode)
    return names


def test_a_chime_is_decoded_once_for_all_and_anew_when_it_is_another(tmp_path: Path, decoded: list[str]) -> None:
    cache = Cache(tmp_path / "cache")
    write_wav(tmp_path / "gong.wav", np.full(1000, 5, np.int16), 44_100)

    def about() -> tuple[int, str]:
        chimes = Chimes([tmp_path], None, cache)
        return chimes.samples_of("gong"), chimes.identity("gong")

    first = about()
    assert first[0] == 1000
    assert about() == first
    assert decoded == ["gong.wav"]
    write_wav(tmp_path / "gong.wav", np.full(1000, 6, np.int16), 44_100)
    assert about()[0] == 1000
    assert about()[1] != first[1]
    assert decoded == ["gong.wav", "gong.wav"]


@pytest.mark.parametrize("kept", [[], [1], ["1", "x"], [1, 2], {"a": 1}, None])
def test_what_is_kept_and_is_not_that_is_learnt_anew(
    tmp_path: Path, kept: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wav(tmp_path / "gong.wav", np.full(1000, 5, np.int16), 44_100)
    monkeypatch.setattr(Cache, "load_table", lambda *_: kept)
    assert Chimes([tmp_path], None, Cache(tmp_path / "cache")).samples_of("gong") == 1000


def test_of_a_file_too_long_for_a_chime_nothing_is_kept_and_no_more_than_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of many gigabytes is left to the reader, which refuses it by its header."""
    write_wav(tmp_path / "start.wav", np.full(1000, 5, np.int16), 44_100)
    monkeypatch.setattr(known_sounds, "_MOST_BYTES", 100)
    asked: list[int] = []
    monkeypatch.setattr(known_sounds, "read_at_most", lambda path, count: (asked.append(count), b"x" * count)[1])  # type: ignore[func-returns-value]
    assert Chimes([tmp_path], None, Cache(tmp_path / "cache")).samples_of("start") == 1000
    assert asked == [101]
    assert not (tmp_path / "cache" / "tables").exists()


def test_a_file_that_is_no_sound_is_an_error_each_time(tmp_path: Path) -> None:
    (tmp_path / "gong.wav").write_bytes(b"no sound")
    for _ in range(2):
        with pytest.raises(SoundError, match=r"gong\.wav"):
            Chimes([tmp_path], None, Cache(tmp_path / "cache")).samples_of("gong")


def test_the_module_looks_the_decoder_up_when_it_needs_it() -> None:
    """Else the tests above would replace what nobody calls."""
    assert not hasattr(chimes_module, "decode")
