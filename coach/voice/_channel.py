"""What a worker and its parent say to each other."""

from typing import Any

Message = dict[str, Any]
"""A request or an answer, as JSON gives it; :mod:`coach.voice._worker` lists them."""
