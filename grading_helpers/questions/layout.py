"""The blocks below a question's prompt, which text, HTML and paper render differently.

A kind of question lists its blocks, so no renderer has to know the kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Lettered:
    """A list of texts under the letters A, B, C."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    """Texts, each with room beside it for a letter or a number.

    ``given`` and ``wanted`` are the headings of the two columns in a table.
    """

    texts: tuple[str, ...]
    given: str
    wanted: str


@dataclass(frozen=True)
class Sentence:
    """A sentence with gaps: texts and names of gaps, alternating, beginning with a text."""

    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table of data, with the names of its columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Room:
    """Space to write several lines."""


Block = Lettered | Labelled | Sentence | Grid | Room


@dataclass(frozen=True)
class Solved:
    """One right or wrong answer and the reason for it.

    ``lead`` comes before it, such as the term that it belongs to. ``right`` is None if everything
    listed is right.
    """

    text: str
    because: str = ""
    lead: str = ""
    right: bool | None = None
    mistakes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Solution:
    """The answers to a question, in a list with letters, numbers or bullets."""

    answers: tuple[Solved, ...]
    style: Literal["letters", "numbers", "bullets"] = "bullets"
    intro: str = ""
