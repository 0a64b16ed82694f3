"""What keys do on a page: as in a live session, where a page can do it too. Keys are named as browsers name them.

Source: W3C UI Events KeyboardEvent key Values.
"""

from types import MappingProxyType
from typing import Final

KEYS: Final = MappingProxyType(
    {
        "toggle": (" ", "b", "."),
        "next": ("ArrowRight", "PageDown", "n", "Enter"),
        "previous": ("ArrowLeft", "PageUp", "p", "Backspace"),
        "again": ("a", "Home"),
        "say-again": ("r", "F5", "F17", "Escape"),
        "faster": ("f", "+", "="),
        "slower": ("s", "-", "_"),
        "louder": ("ArrowUp",),
        "softer": ("ArrowDown",),
        "time-left": ("t",),
        "help": ("?", "h", "F1"),
    }
)
"""By the words that a listener may teach keys with in a live session. Holding longer and quitting are not among them: a page plays a
finished recording, and is closed like any other."""

_SHOWN: Final = MappingProxyType(
    {" ": "␣", "ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "Backspace": "⌫"}
)


def shown(key: str) -> str:
    """A key as it is written on a keyboard."""
    return _SHOWN.get(key, key)
