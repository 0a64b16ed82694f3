"""Where routines and chimes are found."""

import os
from pathlib import Path

import platformdirs

SCRIPTS_VARIABLE = "COACH_SCRIPTS"
"""Environment variable: the folder of the user's own scripts, instead of the one in the user's data folder."""


def shipped(kind: str) -> Path:
    """The folder ``scripts`` or ``audio_cues`` that ships: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


def users_scripts() -> Path:
    """The folder of the user's own scripts; it may not exist."""
    chosen = os.environ.get(SCRIPTS_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("coach", appauthor=False) / "scripts"


def users_chimes() -> Path:
    """The folder of the user's own chimes; it may not exist."""
    return platformdirs.user_data_path("coach", appauthor=False) / "audio_cues"
