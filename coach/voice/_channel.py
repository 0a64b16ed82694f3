"""What a worker and its parent say to each other."""

from typing import Any, Final

Message = dict[str, Any]
"""A request or an answer, as JSON gives it; :mod:`coach.voice._worker` lists them."""

BEAT_S: Final = 1.0
"""How often a worker that is at work says so, in seconds."""
