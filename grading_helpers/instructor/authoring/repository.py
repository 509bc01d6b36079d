"""A repository on GitHub, and its addresses there and on Binder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

# Account names cannot contain an underscore, so nobody can ever register this one.
PLACEHOLDER = "YOUR_ACCOUNT"
NAME = re.compile(rf"(?:{PLACEHOLDER}|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)/[A-Za-z0-9._-]+")
BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub and the branch or tag that Binder launches.

    Parameters
    ----------
    name : str
        As ``OWNER/NAME``; with the owner ``YOUR_ACCOUNT`` it has not been chosen yet.
    branch : str
        Binder builds a new image whenever it moves, so a tag that seldom moves starts fastest.

    Raises
    ------
    ValueError
        If either is malformed.
    """

    name: str
    branch: str = "main"

    def __post_init__(self) -> None:
        """Refuse a malformed name, for example a full address."""
        if not NAME.fullmatch(self.name) or self.name.endswith((".git", "/.", "/..")):
            raise ValueError(f"{self.name!r} is not of the form OWNER/NAME, such as hr/students")
        if not BRANCH.fullmatch(self.branch) or ".." in self.branch:
            raise ValueError(f"{self.branch!r} is not the name of a branch or a tag")

    @property
    def chosen(self) -> bool:
        """Whether the owner has been filled in."""
        return not self.name.startswith(f"{PLACEHOLDER}/")

    @property
    def folder(self) -> str:
        """The folder that ``git clone`` makes.

        Examples
        --------
        >>> Repository("hr/students").folder
        'students'
        """
        return self.name.partition("/")[2]

    @property
    def page(self) -> str:
        """The address of its page on GitHub."""
        return f"https://github.com/{self.name}"

    @property
    def site(self) -> str:
        """The address of its static site on GitHub Pages.

        Examples
        --------
        >>> Repository("HR/students").site
        'https://hr.github.io/students/'
        """
        owner, _, name = self.name.partition("/")
        return f"https://{owner.lower()}.github.io/{name}/"

    def launch(self, path: str) -> str:
        """Return the address at which Binder opens a file or a folder in JupyterLab.

        Examples
        --------
        >>> Repository("hr/students", "2027").launch("lessons/a b")
        'https://mybinder.org/v2/gh/hr/students/2027?urlpath=lab/tree/lessons/a%20b'
        """
        branch = quote(self.branch, safe="")
        return f"https://mybinder.org/v2/gh/{self.name}/{branch}?urlpath=lab/tree/{quote(path)}"
