"""Where a student repository is found: on GitHub, and on Binder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+")
BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub and the branch or tag that Binder launches.

    Parameters
    ----------
    name : str
        As ``OWNER/NAME``.
    branch : str
        A tag that seldom moves launches fastest: Binder builds anew when it does.

    Raises
    ------
    ValueError
        If either cannot be right.
    """

    name: str
    branch: str = "main"

    def __post_init__(self) -> None:
        """Refuse what is no name, a whole address for instance."""
        if not NAME.fullmatch(self.name) or self.name.endswith((".git", "/.", "/..")):
            raise ValueError(f"{self.name!r} is not of the form OWNER/NAME, such as hr/students")
        if not BRANCH.fullmatch(self.branch) or ".." in self.branch:
            raise ValueError(f"{self.branch!r} is not the name of a branch or a tag")

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"https://github.com/{self.name}"

    def launch(self, path: str) -> str:
        """Return the address at which Binder opens a file or a folder in JupyterLab.

        Examples
        --------
        >>> Repository("hr/students", "2027").launch("lessons/a b")
        'https://mybinder.org/v2/gh/hr/students/2027?urlpath=lab/tree/lessons/a%20b'
        """
        branch = quote(self.branch, safe="")
        return f"https://mybinder.org/v2/gh/{self.name}/{branch}?urlpath=lab/tree/{quote(path)}"
