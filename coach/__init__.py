"""A voice-guided audio coach: a routine script goes in, a calm voice comes out, timed to real hands."""

__version__ = "0.1.0"
