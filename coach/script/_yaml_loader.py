"""How PyYAML reads a front matter: no deeper than any needs."""

from typing import Final

import yaml

DEEPEST: Final = 8
"""How many lists and keys may stand within one another. Two are needed; a writer may try more, and is told at the right place."""


class TooDeepError(yaml.YAMLError):
    """More lists and keys within one another than :data:`DEEPEST`; ``index`` is where the first of those too many begins."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class ShallowLoader(yaml.SafeLoader):
    """Stops at the first bracket that stands too deep.

    PyYAML's scanner looks, at every token, at each bracket that is still open, so that its work grows with the square of their number.
    """

    def fetch_flow_collection_start(self, TokenClass: type[yaml.Token]) -> None:  # noqa: N803 - PyYAML's name
        """Raise TooDeepError if this bracket is one too many."""
        if self.flow_level >= DEEPEST:
            raise TooDeepError(self.index)
        super().fetch_flow_collection_start(TokenClass)
