"""Small files that were handed in with a notebook."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

A_NAME = re.compile(r"[\w][\w .()+,@=-]{0,99}")
DEEPEST = 4
A_PAGE = re.compile("html|xml|svg|script|rfc822|flash")


def is_ordinary(name: str) -> bool:
    """Return whether a relative path is one that a student may hand in.

    Examples
    --------
    >>> is_ordinary("data/survey 2.csv"), is_ordinary("../gradebook.db"), is_ordinary(".bashrc")
    (True, False, False)
    """
    parts = PurePosixPath(name).parts
    return 0 < len(parts) <= DEEPEST and all(A_NAME.fullmatch(part) for part in parts)


def is_page(name: str) -> bool:
    """Return whether a browser would run a file; the formgrader serves students' files.

    Examples
    --------
    >>> is_page("report.html"), is_page("a.svg"), is_page("b.XML.gz"), is_page("survey.csv")
    (True, True, True, False)
    """
    return bool(A_PAGE.search(mimetypes.guess_type(name.lower())[0] or ""))


def pack(files: Mapping[str, bytes]) -> dict[str, str]:
    """Encode files as JSON values."""
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def unpack(files: Mapping[str, str]) -> None:
    """Write packed files into the current folder."""
    for name, content in files.items():
        if is_ordinary(name):
            place = Path(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(base64.b64decode(content))
