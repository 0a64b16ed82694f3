"""Packages of other people, as installed: what ``pip install`` would leave, in a folder that is on the path."""

import re
import tomllib
from pathlib import Path

import pytest


def install(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    """A project folder, as ``pip install --editable`` makes it known: its modules stay where they are."""
    told = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    install_names(told["name"], told["entry-points"], site, patch)
    patch.syspath_prepend(project)


def install_names(
    package: str, groups: dict[str, dict[str, str]], site: Path, patch: pytest.MonkeyPatch, modules: str = ""
) -> None:
    """A package with these entry points; ``modules`` is the text of one that is called like the package."""
    stem = re.sub(r"\W", "_", package)
    info = site / f"{stem}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = [
        line
        for group, entries in groups.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()), "")
    ]
    (info / "entry_points.txt").write_text("\n".join(lines))
    if modules:
        (site / f"{stem}.py").write_text(modules)
    patch.syspath_prepend(site)
