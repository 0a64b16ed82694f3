"""What a listener has taught single keys, in the ``[keys]`` table of the settings file."""

from coach.cli import _personal as personal
from coach.cli._bindings import Meaning, meaning_called, word, words
from coach.errors import Code, ConfigError

KEYS_TABLE = personal.KEYS_TABLE


def read() -> dict[str, Meaning]:
    """The keys and what they mean, in the order of the file. Raises ConfigError, naming the file and the key."""
    written = personal.read().get(KEYS_TABLE, {})
    if not isinstance(written, dict):
        what, hint = f"[keys] in {personal.path()} must be a table", 'For example: PageDown = "next"'
        raise ConfigError(what, hint, code=Code.SETTING_INVALID, name=KEYS_TABLE)
    return {key: _meaning(key, value) for key, value in written.items()}


def keep(key: str, meaning: Meaning) -> None:
    """Let a key mean this from now on. Raises ConfigError."""
    import tomlkit

    from coach.cli._config import change_file

    def edit(document: tomlkit.TOMLDocument) -> None:
        if KEYS_TABLE not in document:
            document[KEYS_TABLE] = tomlkit.table()
        document[KEYS_TABLE][key] = word(meaning)

    read()
    change_file(edit)


def forget(key: str) -> None:
    """Let a key mean again what it did before it was taught. Raises ConfigError, also if it was never taught."""
    import tomlkit

    from coach.cli._config import change_file

    own = read()
    if key not in own:
        hint = f"Choose from: {', '.join(own)}." if own else "No key has been taught."
        what = f"'{key}' has not been taught (in {personal.path()})"
        raise ConfigError(what, hint, code=Code.KEY_NOT_TAUGHT, name=key)

    def edit(document: tomlkit.TOMLDocument) -> None:
        del document[KEYS_TABLE][key]

    change_file(edit)


def _meaning(key: str, value: object) -> Meaning:
    meaning = meaning_called(value) if isinstance(value, str) else None
    if meaning is None:
        raise ConfigError(
            f"keys.{key}: '{value}' is not a command (in {personal.path()})",
            f"Choose from: {words()}.",
            code=Code.SETTING_INVALID,
            name=f"{KEYS_TABLE}.{key}",
        )
    return meaning
