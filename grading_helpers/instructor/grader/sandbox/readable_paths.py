"""The files that graded code may read: Python, its packages and this package."""

from __future__ import annotations

import sys
from glob import glob
from pathlib import Path

import grading_helpers

SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/opt/hostedtoolcache")
SETTINGS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/timezone",
)
PACKAGE_FOLDERS = ("site-packages", "dist-packages")


def readable_places() -> list[str]:
    """Return the files and folders that graded code may read and execute.

    The course folder is not included, even if Python is installed below it.
    """
    package = Path(grading_helpers.__file__).parent
    found = [Path(sys.prefix), Path(sys.base_prefix), package]
    found += [Path(path) for path in sys.path if Path(path).name in PACKAGE_FOLDERS]
    found += map(Path, (*SYSTEM, *SETTINGS))
    open_to_all = {package.parent, *package.parents, Path.home()}
    return list(
        dict.fromkeys(str(path) for path in found if path.exists() and path not in open_to_all)
    )


def font_lists() -> list[str]:
    """Return matplotlib's font caches, which save a second at the start."""
    import matplotlib  # noqa: PLC0415 - slow

    return sorted(glob(f"{matplotlib.get_cachedir()}/fontlist-*.json"))  # noqa: PTH207
