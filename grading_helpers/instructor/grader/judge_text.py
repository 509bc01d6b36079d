"""The text of a cell as plain Python."""

from __future__ import annotations


def without_magics(source: str) -> str:
    r"""Return the code of a cell without its magics, which only a kernel knows.

    Examples
    --------
    >>> without_magics("%matplotlib inline\nx = 1")
    'pass\nx = 1'
    """
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))
