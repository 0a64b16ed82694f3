"""Which espeak-ng library speaks on Linux: the system's, else the one bundled by the ``espeakng_loader`` package."""

import ctypes
import os
import platform
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_SONAME: Final = "libespeak-ng.so.1"
"""What pyttsx3 asks the dynamic linker for; a library of this name that is loaded already is what it gets."""


@dataclass(frozen=True, slots=True)
class EspeakLibrary:
    """A library, and the folder of its language data; None if the library knows its own."""

    path: Path
    data: Path | None = None


def candidates() -> tuple[EspeakLibrary, ...]:
    """The libraries there are, best first; none where the system's own speech is used instead of espeak-ng."""
    if sys.platform != "linux":
        return ()
    found = [EspeakLibrary(path) for path in (folder / _SONAME for folder in _system_folders()) if path.exists()]
    return (*found, *_bundled())


def load() -> None:
    """Load the first candidate that loads, for the whole process, so that pyttsx3 finds it; if none does, pyttsx3 looks itself."""
    for library in candidates():
        try:
            ctypes.CDLL(str(library.path), mode=ctypes.RTLD_GLOBAL)
        except OSError:  # such as one for another processor
            continue
        if library.data:
            os.environ["ESPEAK_DATA_PATH"] = str(library.data)
        return


def _system_folders() -> tuple[Path, ...]:
    asked = [Path(folder) for folder in os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep) if folder]
    triplet = f"{platform.machine()}-linux-gnu"
    usual = ["/usr/local/lib", f"/lib/{triplet}", f"/usr/lib/{triplet}", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    return (*asked, *map(Path, usual))


def _bundled() -> tuple[EspeakLibrary, ...]:
    if find_spec("espeakng_loader") is None:
        return ()
    import espeakng_loader  # here, because a distribution with an espeak-ng of its own may leave the package out

    return (EspeakLibrary(Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())),)
