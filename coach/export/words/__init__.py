"""The words of a programme in the formats that people and other programs read."""
