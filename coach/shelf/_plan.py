"""What there is to do in a folder: a pure comparison of what is wanted with what is there."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from coach.errors import Code, ExportError
from coach.shelf._manifest import Manifest, ShelfEntry


@dataclass(frozen=True, slots=True)
class Wanted:
    """A routine that belongs on the shelf.

    ``digest`` is that of everything that will shape its ``files``, ``voice`` the full name of who speaks it, ``size`` a measure of the
    work.
    """

    name: str
    digest: str
    files: tuple[str, ...]
    voice: str
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """``to_make`` has the longest work first, so that no core is left waiting for it at the end."""

    to_make: tuple[Wanted, ...]
    unchanged: tuple[str, ...]


def planned(
    wanted: Iterable[Wanted], manifest: Manifest, is_whole: Callable[[ShelfEntry], bool], *, anew: bool = False
) -> Plan:
    """What to make: everything that has changed, is missing or damaged; or, with ``anew``, everything."""
    to_make, unchanged = [], []
    for each in wanted:
        entry = manifest.routines.get(each.name)
        same = entry is not None and entry.digest == each.digest and _files(entry) == set(each.files)
        if entry and same and not anew and is_whole(entry):
            unchanged.append(each.name)
        else:
            to_make.append(each)
    return Plan(tuple(sorted(to_make, key=lambda each: (-each.size, each.name))), tuple(unchanged))


def clashes(wanted: Iterable[Wanted], pages: Collection[str]) -> dict[str, ExportError]:
    """The routines that would write over a file of another one, or over one of the ``pages``; the first of two keeps its place.

    Names that differ only in case are the same on some disks.
    """
    taken = {page.casefold(): f"the shelf's {page}" for page in pages}
    found: dict[str, ExportError] = {}
    for each in wanted:
        other = next((taken[name.casefold()] for name in each.files if name.casefold() in taken), None)
        if other is None:
            taken |= {name.casefold(): f"the routine '{each.name}'" for name in each.files}
        else:
            what = f"{each.name}: it would overwrite the files of {other}"
            found[each.name] = ExportError(what, "Rename its script.", code=Code.FILES_CLASH, name=each.name)
    return found


def leftovers(manifest: Manifest, in_use: Iterable[ShelfEntry], pages: Collection[str]) -> tuple[str, ...]:
    """The names of files that coach made here once, and that belong to no routine or page in use now."""
    used = set(pages).union(*map(_files, in_use))
    return tuple(sorted(manifest.files - used))


def _files(entry: ShelfEntry) -> set[str]:
    return {output.name for output in entry.outputs}
