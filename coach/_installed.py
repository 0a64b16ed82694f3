"""Which version of a package is installed, read from the name of the folder that installers leave beside it.

``importlib.metadata`` knows it too, but brings along all that reads mail, which takes longer than many a command.
"""

import os
from importlib.util import find_spec


def installed_version(package: str) -> str:
    """The version of a package whose distribution has the same name. Raises ``importlib.metadata.PackageNotFoundError``."""
    spec = find_spec(package)
    beside = os.path.dirname(spec.origin) if spec and spec.origin else ""  # noqa: PTH120  # pictures import no pathlib
    # A module lies right there, a package in a folder.
    for folder in (beside, os.path.dirname(beside)) if beside else ():  # noqa: PTH120
        try:
            names = os.listdir(folder)  # noqa: PTH208
        except OSError:  # a package in an archive lies in no folder
            break
        found = [name for name in names if name.startswith(f"{package}-") and name.endswith(".dist-info")]
        if len(found) == 1:
            return found[0].removeprefix(f"{package}-").removesuffix(".dist-info")
    from importlib.metadata import version  # it was installed in another way, or twice

    return version(package)
