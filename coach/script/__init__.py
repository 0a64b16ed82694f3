"""Text to Routine: what a writer authors, read and checked."""
