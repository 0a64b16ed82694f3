"""What a listener can ask of a session while it runs."""

from enum import StrEnum


class Command(StrEnum):
    """One request. The values are what people call it, in the settings and on the screen."""

    TOGGLE = "pause or resume"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next step"
    PREVIOUS = "previous step"
    AGAIN = "this step again"
    SAY_AGAIN = "say that again"
    FASTER = "faster"
    SLOWER = "slower"
    LONGER = "hold longer"
    SOFTER = "softer"
    LOUDER = "louder"
    TIME_LEFT = "time left"
    READY = "ready"
    """Continue after a wait."""
    QUIT = "quit"
