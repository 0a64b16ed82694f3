"""A programme becomes a file: the table of formats, their writers, and sidecar files. A file appears whole or not at all."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.files._about import cover_of as cover_of
    from coach.files._bare_sound import BARE_SOUNDS as BARE_SOUNDS
    from coach.files._exporter import export as export
    from coach.files._extensions import by_extension as by_extension
    from coach.files._formats import DEFAULT as DEFAULT
    from coach.files._formats import FORMATS as FORMATS
    from coach.files._formats import Format as Format
    from coach.files._formats import Writer as Writer
    from coach.files._formats import format_of as format_of
    from coach.files._formats import formats as formats
    from coach.files._mp3_file import write_stream as write_stream
    from coach.files._runs import APART as APART
    from coach.files._runs import SoundRun as SoundRun
    from coach.files._sidecars import CAPTIONS as CAPTIONS
    from coach.files._sidecars import CHAPTERS as CHAPTERS
    from coach.files._sidecars import Sidecar as Sidecar
    from coach.files._sidecars import sidecars_beside as sidecars_beside
    from coach.files._sidecars import sidecars_of as sidecars_of
    from coach.files._sound_pool import Pool as Pool
    from coach.files._sound_pool import pool_of as pool_of

__all__ = [
    "APART",
    "BARE_SOUNDS",
    "CAPTIONS",
    "CHAPTERS",
    "DEFAULT",
    "FORMATS",
    "Format",
    "Pool",
    "Sidecar",
    "SoundRun",
    "Writer",
    "by_extension",
    "cover_of",
    "export",
    "format_of",
    "formats",
    "pool_of",
    "sidecars_beside",
    "sidecars_of",
    "write_stream",
]

__getattr__ = face(
    __name__,
    {
        "_about": ("cover_of",),
        "_bare_sound": ("BARE_SOUNDS",),
        "_exporter": ("export",),
        "_extensions": ("by_extension",),
        "_formats": (
            "DEFAULT",
            "FORMATS",
            "Format",
            "Writer",
            "format_of",
            "formats",
        ),
        "_mp3_file": ("write_stream",),
        "_runs": ("APART", "SoundRun"),
        "_sound_pool": (
            "Pool",
            "pool_of",
        ),
        "_sidecars": (
            "CAPTIONS",
            "CHAPTERS",
            "Sidecar",
            "sidecars_beside",
            "sidecars_of",
        ),
    },
)
