"""The routine that a person names: by its name, by the file of its script, or ``-`` for a script on standard input."""

from pathlib import Path

from coach.cli import _paths as paths
from coach.programme import MOST_BYTES, Script, script_of


def named(name: str) -> str | Script:
    """What to open by a name from the command line. Raises ScriptError, NotFoundError for standard input."""
    return script_of(Path(paths.STDIN_NAME), paths.read_stdin(MOST_BYTES)) if paths.is_stdin(name) else name
