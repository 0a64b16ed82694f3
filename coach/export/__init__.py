"""A programme as a file."""
