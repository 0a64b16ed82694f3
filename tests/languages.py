"""A language for tests that need one without translations."""

from typing import Final

UNTRANSLATED: Final = "la"
"""Latin: espeak-ng has a voice for it, and nobody will ask for its announcements, so that adding a language breaks no test."""
