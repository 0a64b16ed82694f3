"""What a listener has taught single keys, in the ``[keys]`` table of the settings file."""

from coach.cli import _personal as personal
from coach.cli._bindings import Meaning, meaning_called, word, words
from coach.errors import ConfigError

KEYS_TABLE = personal.KEYS_TABLE


def read() -> dict[str, Meaning]:
    """The keys and what they mean, in the order of the file. Raises ConfigError, naming the file and the key."""
    written = personal.read().get(KEYS_TABLE, {})
    if not isinstance(written, dict):
        raise ConfigError(f"keys: it must be a table, [keys], in {personal.path()}", 'For example: PageDown = "next"')
    return {key: _meaning(key, value) for key, value in written.items()}


def keep(key: str, meaning: Meaning) -> None:
    """Let a key mean this from now on. Raises ConfigError or ExportError."""
    import tomlkit

    from coach.cli._config import change_file

    def edit(document: tomlkit.TOMLDocument) -> None:
        if KEYS_TABLE not in document:
            document[KEYS_TABLE] = tomlkit.table()
        document[KEYS_TABLE][key] = word(meaning)

    read()
    change_file(edit)


def forget(key: str) -> None:
    """Let a key mean what it did before it was taught. Raises ConfigError, also if it never was, or ExportError."""
    import tomlkit

    from coach.cli._config import change_file

    own = read()
    if key not in own:
        taught = f"There are: {', '.join(own)}." if own else "None was."
        raise ConfigError(f"The key '{key}' was not taught anything (in {personal.path()})", taught)

    def edit(document: tomlkit.TOMLDocument) -> None:
        del document[KEYS_TABLE][key]

    change_file(edit)


def _meaning(key: str, value: object) -> Meaning:
    meaning = meaning_called(value) if isinstance(value, str) else None
    if meaning is None:
        raise ConfigError(
            f"keys.{key}: '{value}' is nothing that a key can mean (in {personal.path()})", f"There are: {words()}."
        )
    return meaning
