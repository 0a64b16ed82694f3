"""Pictures of a routine, drawn from its timeline: a strip, a cover, a line of characters. Pure: no file is written here."""
