"""A voice that needs no engine: proven by the contract in tests/programme/test_speaks_contract.py, which the real one passes too."""

from coach.testing import UNSPEAKABLE, ToneVoice

__all__ = ["UNSPEAKABLE", "ToneVoice"]
