import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.cache import Cache, clip_key

KEY = clip_key({"text": "Hold the ankle.", "rate_wpm": 110})
OTHER = clip_key({"text": "Hold the knee.", "rate_wpm": 110})
CLIP = np.arange(-500, 500, dtype=np.int16)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def path_of(cache: Cache, key: str) -> Path:
    return cache.folder / "clips" / key[:2] / f"{key}.clip"


def test_a_clip_comes_back_as_it_was_written(cache: Cache) -> None:
    assert (cache.read(KEY), cache.samples_of(KEY)) == (None, None)
    cache.write(KEY, CLIP)
    back = cache.read(KEY)
    assert back is not None
    assert back.dtype == np.int16
    assert back.tolist() == CLIP.tolist()
    assert cache.samples_of(KEY) == 1000
    assert cache.read(OTHER) is None


def test_an_empty_clip_is_a_clip(cache: Cache) -> None:
    cache.write(KEY, CLIP[:0])
    assert cache.samples_of(KEY) == 0
    assert cache.read(KEY) is not None


def test_the_key_depends_on_every_part_but_not_on_their_order() -> None:
    assert clip_key({"rate_wpm": 110, "text": "Hold the ankle."}) == KEY
    assert len({KEY, OTHER, clip_key({"text": "Hold the ankle.", "rate_wpm": 111})}) == 3


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: flipped(content, 0),
        lambda content: flipped(content, 8),
        lambda content: flipped(content, 20),
        lambda content: flipped(content, 50),
        lambda content: flipped(content, 80),
        lambda content: flipped(content, len(content) - 1),
        lambda content: content[:-2],
        lambda content: content[:79],
        lambda content: content + b"\0\0",
        lambda content: b"",
        lambda content: b"RIFF" + content[4:],
    ],
)
def test_a_damaged_clip_is_a_miss_and_is_replaced(cache: Cache, damage: Callable[[bytes], bytes]) -> None:
    cache.write(KEY, CLIP)
    path = path_of(cache, KEY)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.read(KEY) is None
    cache.write(KEY, CLIP)
    assert cache.read(KEY) is not None


def test_the_length_alone_notices_a_cut_off_or_foreign_file(cache: Cache) -> None:
    cache.write(KEY, CLIP)
    path = path_of(cache, KEY)
    whole = path.read_bytes()
    for content in (whole[:-1], whole[:40], b"", whole + b"\0", b"X" * len(whole)):
        path.write_bytes(content)
        assert cache.samples_of(KEY) is None


def test_a_clip_under_another_name_is_a_miss(cache: Cache) -> None:
    cache.write(KEY, CLIP)
    path_of(cache, OTHER).parent.mkdir(exist_ok=True)
    path_of(cache, KEY).rename(path_of(cache, OTHER))
    assert (cache.read(OTHER), cache.samples_of(OTHER)) == (None, None)


def test_a_write_that_fails_leaves_what_was_there(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write(KEY, CLIP)

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    with pytest.raises(OSError, match="No space"):
        cache.write(KEY, CLIP[:10])
    assert cache.samples_of(KEY) == 1000
    assert [path.suffix for path in path_of(cache, KEY).parent.iterdir()] == [".clip"]


def test_a_folder_that_cannot_be_made_raises_on_writing_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache")
    assert (cache.read(KEY), cache.samples_of(KEY), cache.size(), cache.trim()) == (None, None, 0, 0)
    cache.clear()
    with pytest.raises(OSError, match="file"):
        cache.write(KEY, CLIP)


def fill(cache: Cache, ages: dict[str, int]) -> dict[str, str]:
    """Clips of 1080 bytes each, by a name, last used so many seconds after the epoch."""
    keys = {name: clip_key({"text": name}) for name in ages}
    for name, at in ages.items():
        cache.write(keys[name], CLIP[:500])
        os.utime(path_of(cache, keys[name]), (at, at))
    return keys


def test_trimming_drops_the_longest_unused_first_and_no_more_than_needed(cache: Cache) -> None:
    keys = fill(cache, {"old": 1000, "older": 500, "new": 2000})
    assert cache.size() == 3 * 1080
    assert cache.trim(3 * 1080) == 0
    assert cache.trim(2 * 1080) == 1080
    assert [name for name, key in keys.items() if path_of(cache, key).exists()] == ["old", "new"]
    assert cache.trim(2000) == 1080
    assert [name for name, key in keys.items() if path_of(cache, key).exists()] == ["new"]


@pytest.mark.parametrize("use", ["read", "samples_of"])
def test_a_clip_that_was_used_is_kept_longer(cache: Cache, use: str) -> None:
    keys = fill(cache, {"first": 500, "second": 1000})
    assert getattr(cache, use)(keys["first"]) is not None
    cache.trim(1080)
    assert [name for name, key in keys.items() if path_of(cache, key).exists()] == ["first"]


def test_trimming_clears_away_what_killed_writers_left(cache: Cache) -> None:
    cache.write(KEY, CLIP)
    abandoned, fresh = path_of(cache, KEY).with_name("a.part"), path_of(cache, KEY).with_name("b.part")
    for part in (abandoned, fresh):
        part.write_bytes(b"half")
    os.utime(abandoned, (500, 500))
    cache.trim()
    assert (abandoned.exists(), fresh.exists(), cache.samples_of(KEY)) == (False, True, 1000)


def left_over(cache: Cache, name: str, used_s: float, size: int = 1080) -> Path:
    """A half-written file, last written to so many seconds after the epoch."""
    part = path_of(cache, KEY).with_name(name)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(bytes(size))
    os.utime(part, (used_s, used_s))
    return part


def test_trimming_leaves_what_another_process_is_writing_however_little_may_be_left(cache: Cache) -> None:
    keys = fill(cache, {"old": 1000})
    part = left_over(cache, "a.part", time.time())
    assert cache.trim(0) == 1080, "the clip is all that may go"
    assert part.exists()
    assert not path_of(cache, keys["old"]).exists()


def test_a_half_written_file_is_given_an_hour(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    parts = [left_over(cache, f"{age_s}.part", 1_000_000 - age_s) for age_s in (3599, 3600, 3601)]
    assert cache.trim(0) == 1080
    assert [part.exists() for part in parts] == [True, True, False]


def test_what_a_killed_writer_left_goes_before_a_clip_does(cache: Cache) -> None:
    keys = fill(cache, {"old": 1000, "new": 2000})
    left_over(cache, "a.part", 500)
    assert cache.trim(2 * 1080) == 1080
    assert [name for name, key in keys.items() if path_of(cache, key).exists()] == ["old", "new"]


def test_clearing_drops_everything_of_ours_and_nothing_else(cache: Cache) -> None:
    cache.write(KEY, CLIP)
    cache.save_table("rates", {"voice": "low"}, [1, 2])
    (cache.folder / "diary.txt").write_text("mine")
    cache.clear()
    assert (cache.read(KEY), cache.load_table("rates", {"voice": "low"}), cache.size()) == (None, None, 0)
    assert (cache.folder / "diary.txt").read_text() == "mine"


def test_tables_are_kept_by_kind_and_key(cache: Cache) -> None:
    key = {"voice": "low", "passage": ("a", "b")}
    assert cache.load_table("rates", key) is None
    cache.save_table("rates", key, [[1, 90.5]])
    assert cache.load_table("rates", key) == [[1, 90.5]]
    assert cache.load_table("voices", key) is None
    assert cache.load_table("rates", {**key, "voice": "high"}) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"table": 1}', b'{"key": {}, "table": 1}', b"\xff"])
def test_a_damaged_table_is_a_miss(cache: Cache, content: bytes) -> None:
    cache.save_table("rates", {"voice": "low"}, [1])
    (path,) = (cache.folder / "tables" / "rates").iterdir()
    path.write_bytes(content)
    assert cache.load_table("rates", {"voice": "low"}) is None


WRITER = """
import sys
import numpy as np
from pathlib import Path
from coach.cache._cache import Cache
cache, key = Cache(Path(sys.argv[1])), sys.argv[2]
for i in range(10**9):
    cache.write(key, np.full(1_000_000, i % 1000, np.int16))
    print(flush=True)
"""


def start_writer(cache: Cache) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(cache.folder), KEY], stdout=subprocess.PIPE)


def assert_whole(clip: NDArray[np.int16] | None) -> None:
    assert clip is not None
    assert len(clip) == 1_000_000
    assert (clip == clip[0]).all()


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_a_whole_clip(cache: Cache) -> None:
    for writes in (1, 2, 3, 5):
        with start_writer(cache) as writer:
            assert writer.stdout
            for _ in range(writes):
                writer.stdout.readline()
            writer.kill()
        assert_whole(cache.read(KEY))


def test_a_reader_beside_two_writers_never_sees_half_a_clip(cache: Cache) -> None:
    with start_writer(cache) as one, start_writer(cache) as two:
        for writer in (one, two):
            assert writer.stdout
            writer.stdout.readline()
        for _ in range(50):
            assert_whole(cache.read(KEY))
        one.kill()
        two.kill()
