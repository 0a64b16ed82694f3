"""Which processing a clip has gone through: by itself, so that a name for a clip can be made without what makes clips."""

from typing import Final

PROCESSING_VERSION: Final = 3
"""Part of every clip's identity. To be raised with any change in how clips are finished or rates are measured."""
