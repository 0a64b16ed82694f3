"""How a room shows its face: names that are imported when they are first used.

A room's ``__init__`` lists what other rooms may use. Importing it costs nothing until a name is asked for, because some rooms bring
numpy or an encoder along, and most commands need only a few.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def face(
    package: str, modules: Mapping[str, tuple[str, ...]], *, submodules: Sequence[str] = ()
) -> Callable[[str], object]:
    """A module's ``__getattr__`` (PEP 562) that finds names in modules of ``package``, given as names by module.

    ``submodules`` are modules that are names themselves.
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def __getattr__(name: str) -> object:  # noqa: N807  # it becomes the package's
        if name in submodules:
            return import_module(f"{package}.{name}")
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return __getattr__
