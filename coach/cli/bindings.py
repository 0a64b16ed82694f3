"""Which key means which command."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coach.session.command import Command

USUAL: Final[Mapping[str, Command]] = MappingProxyType({" ": Command.TOGGLE, "q": Command.QUIT, "Q": Command.QUIT})
