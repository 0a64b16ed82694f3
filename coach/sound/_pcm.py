"""What samples are, everywhere above the engines. By itself, since NumPy takes a while to load and some exports make no sound."""

import numpy as np
from numpy.typing import NDArray

Pcm = NDArray[np.int16]
"""Mono 16-bit samples at the project's rate, shape ``(samples,)``."""
