"""Regular expressions that are compiled when they are first used: most runs of the program read nothing aloud."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression by its source; the methods are those of :class:`re.Pattern`."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self._flags)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with each match replaced."""
        return self._compiled.sub(new, text)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """The match that begins at a position."""
        return self._compiled.match(text, position)

    def search(self, text: str, position: int = 0) -> re.Match[str] | None:
        """The first match from a position on."""
        return self._compiled.search(text, position)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self._compiled.finditer(text)
