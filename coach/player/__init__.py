"""Outputs that make sound heard, on whatever devices there are, and what they ask of whoever hands it out."""
