"""A short programme that has everything a format has to carry."""

from typing import Final

from coach.folders import shipped
from coach.programme import Programme
from coach.script import parse, resolve
from coach.sound import Chimes
from coach.testing._tone_voice import ToneVoice
from coach.timeline import Choices

_SCRIPT: Final = """---
title: Füße & légs, a test
language: de-AT
summary: A short routine for tests.
needs: [a little oil]
safety:
  - Stop if it hurts.
---

## Settle in

- **Warmth.** Words about warmth for you. And more of them. [pause: 1s]

## Strokes {sides="right, left"}

- **Milking.** Words about milking the {side}. [repeat: 3 every 1s]
- **Rest.** And rest. [hold: 6s, halfway: "Half.", countdown: 2]
- Whenever you are ready. [wait: 2s]
"""


def sample_programme() -> Programme:
    """Twenty-odd seconds with chapters, sides, beats, a hold and a wait, in a language with letters of its own; spoken in tones."""

    def nothing_to_include(name: str) -> tuple[str, str]:
        raise LookupError(name)

    routine = resolve(parse(_SCRIPT, "sample.md"), nothing_to_include)
    return Programme(routine, Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")]))
