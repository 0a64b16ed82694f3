"""Scripts for the front door, and the quickest engine."""

from typing import Final

QUICK: Final = "tests.voice.fakes:FakeEngine"
"""It hums 60 / rate seconds for each word, so that lengths can be worked out."""

SCRIPT: Final = """---
title: Tired hands
language: en-US
options: {gentle: A lighter touch.}
---

## Palms

- **Circles.** Make small circles. [hold: 20s]
- {if: gentle} Rest. [pause: 10s]

## Fingers

- **Stretch.** Stretch them. [pause: 40s]
"""

BRIEF: Final = """---
title: Brief
language: en-US
---

## One

- **First.** Go. [hold: 1s]

## Two

- **Second.** Wait here. [wait: 30m]

## Three

- **Third.** Done. [pause: 1s]
"""
