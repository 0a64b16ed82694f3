"""Routine to Timeline: what happens when, on whole frames. Pure."""
