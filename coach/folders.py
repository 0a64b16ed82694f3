"""Where a person's files are kept. Apart from files that they name themselves, nothing is written anywhere else."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

CACHE_VARIABLE: Final = "COACH_CACHE_DIR"
SCRIPTS_VARIABLE: Final = "COACH_SCRIPTS"
STATE_VARIABLE: Final = "COACH_STATE"
CONFIG_VARIABLE: Final = "COACH_CONFIG"
"""Environment variables that name another cache folder, scripts folder, state folder and settings file."""

_APPLICATION: Final = "coach"
_SETTINGS: Final = "config.toml"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one person; none of them has to exist.

    ``cache`` holds what can be rebuilt, ``state`` the sessions to resume, ``scripts`` their own routines, ``chimes`` their own
    sounds; ``settings`` is the file with their defaults.
    """

    cache: Path
    state: Path
    scripts: Path
    chimes: Path
    settings: Path

    @property
    def beds(self) -> Path:
        """Their own background sounds."""
        return self.chimes / "beds"

    @classmethod
    def of_user(cls) -> "Folders":
        """The folders of whoever runs this process: the usual places of their system, or those in the environment variables."""

        def chosen(variable: str, usual: Path) -> Path:
            return Path(os.environ.get(variable) or usual)

        data = platformdirs.user_data_path(_APPLICATION, appauthor=False)
        config = platformdirs.user_config_path(_APPLICATION, appauthor=False)
        return cls(
            cache=chosen(CACHE_VARIABLE, platformdirs.user_cache_path(_APPLICATION, appauthor=False)),
            state=chosen(STATE_VARIABLE, platformdirs.user_state_path(_APPLICATION, appauthor=False)),
            scripts=chosen(SCRIPTS_VARIABLE, data / "scripts"),
            chimes=data / "audio_cues",
            settings=chosen(CONFIG_VARIABLE, config / _SETTINGS),
        )

    @classmethod
    def within(cls, folder: Path) -> "Folders":
        """All of them inside one folder, for a program or a test that keeps its own files."""
        return cls(
            cache=folder / "cache",
            state=folder / "state",
            scripts=folder / "scripts",
            chimes=folder / "audio_cues",
            settings=folder / _SETTINGS,
        )


def shipped(kind: str) -> Path:
    """The folder ``scripts`` or ``audio_cues`` that comes with coach: inside the installed package, or next to it in a clone."""
    package = Path(__file__).resolve().parent
    installed = package / "_shipped" / kind
    return installed if installed.is_dir() else package.parent / kind
