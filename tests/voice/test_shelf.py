from pathlib import Path

import numpy as np

from coach.cache import Cache, clip_key
from coach.units import Samples
from coach.voice._clip_store import ClipStore, fitted

KEY = clip_key({"text": "Hold."})
CLIP = np.array([0, 5, 9, 4, 2, 0], np.int16)


def test_a_clip_is_fitted_at_its_end_and_still_ends_at_zero() -> None:
    assert fitted(CLIP, Samples(6)).tolist() == [0, 5, 9, 4, 2, 0]
    assert fitted(CLIP, Samples(8)).tolist() == [0, 5, 9, 4, 2, 0, 0, 0]
    assert fitted(CLIP, Samples(5)).tolist() == [0, 5, 9, 4, 0]


def test_a_clip_that_was_made_again_keeps_the_length_that_was_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    shelf = ClipStore(cache)
    cache.write(KEY, CLIP)
    assert shelf.samples_of(KEY) == 6
    cache.write(KEY, CLIP[:4])
    clip = shelf.read(KEY)
    assert clip is not None
    assert clip.tolist() == [0, 5, 9, 4, 0, 0]
    assert shelf.samples_of(KEY) == 6
    assert ClipStore(cache).samples_of(KEY) == 4
