"""The versions that a result may depend on: a notebook records them, and the grader compares."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache

LIBRARIES = ("matplotlib", "numpy", "pandas")
RECORD = "focus_on_customers"


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries here."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow

    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def versions_metadata() -> dict[str, dict[str, dict[str, str]]]:
    """Return the versions as metadata of an output, which the notebook keeps when it is saved."""
    return {RECORD: {"versions": versions()}}


def differing_versions(theirs: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """Return what differs by more than a patch release, with the version that is there.

    Parameters
    ----------
    theirs, ours : mapping of str to str
        Versions by name, as from `versions`.

    Examples
    --------
    >>> ours = {"Python": "3.12.7", "pandas": "3.0.1"}
    >>> differing_versions({"Python": "3.12.1", "pandas": "2.3.3"}, ours)
    {'pandas': '2.3'}
    """
    return {
        name: minor(version)
        for name, version in sorted(theirs.items())
        if name in ours and minor(version) != minor(ours[name])
    }


def versions_in_words(some: Mapping[str, str]) -> str:
    """Return versions as part of a sentence.

    Examples
    --------
    >>> versions_in_words({"numpy": "2.4.1", "pandas": "3.0"})
    'numpy 2.4, pandas 3.0'
    """
    return ", ".join(f"{name} {minor(version)}" for name, version in some.items())


def minor(version: str) -> str:
    """Return the first two numbers of a version.

    Examples
    --------
    >>> minor("3.12.1"), minor("3")
    ('3.12', '3')
    """
    return ".".join(version.split(".")[:2])
