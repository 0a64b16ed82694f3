"""What a listener can ask of a session while it runs."""

from enum import StrEnum


class Command(StrEnum):
    """One request. The values are what people call it, in the settings and on the screen."""

    TOGGLE = "pause or go on"
    PAUSE = "pause"
    RESUME = "go on"
    NEXT = "next step"
    PREVIOUS = "previous step"
    AGAIN = "this step again"
    SAY_AGAIN = "say that again"
    FASTER = "faster"
    SLOWER = "slower"
    LONGER = "hold longer"
    SOFTER = "softer"
    LOUDER = "louder"
    TIME_LEFT = "how long still"
    READY = "ready"
    """Go on from a wait."""
    QUIT = "quit"
