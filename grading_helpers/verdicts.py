"""What ``check`` says: one of four states and a message, as text and as a coloured card."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from grading_helpers.exhibits import NOTHING, Exhibit


class State(StrEnum):
    """The four things ``check`` can say."""

    NOT_ATTEMPTED = "Not attempted yet"
    NOT_YET = "Not yet"
    MATCHES = "Matches on this data"
    BROKE = "Something broke"


LOOKS = {
    State.NOT_ATTEMPTED: ("○", "#6b7280"),
    State.NOT_YET: ("◐", "#b45309"),
    State.MATCHES: ("✓", "#047857"),
    State.BROKE: ("✗", "#b91c1c"),
}


@dataclass(frozen=True)
class Verdict:
    """What ``check`` found: a state and what to say about it."""

    state: State
    message: str
    exhibit: Exhibit = NOTHING
    hints: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the verdict as one paragraph of plain text; hints are for the page alone."""
        words = f"{LOOKS[self.state][0]} {self.state}. {self.message}"
        return f"{words}\n\n{self.exhibit.text}" if self.exhibit.text else words

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self) -> str:
        symbol, colour = LOOKS[self.state]
        return (
            f'<div role="status" style="border-left: 4px solid {colour}; padding: 0.5em 0.9em; '
            "max-width: 46em; line-height: 1.5; background: var(--jp-layout-color2, #f5f5f5); "
            'color: var(--jp-ui-font-color1, #1a1a1a)">'
            f"<strong>{symbol} {self.state}.</strong> {html.escape(self.message)}</div>"
            f"{self.exhibit.html}{hints_html(self.hints)}"
        )


def hints_html(hints: tuple[str, ...]) -> str:
    """Return hints that open one at a time, the next inside the one before.

    They need no kernel. The attribute, which must stand on what has the focus, keeps the keys
    from JupyterLab, which would take Enter and B for its own.

    Examples
    --------
    >>> hints_html(("Count the valid ratings.",)).count("<details")
    1
    """
    inner = ""
    for number, hint in reversed(list(enumerate(hints, 1))):
        inner = (
            '<details style="margin: 0.4em 0 0 0.2em; max-width: 46em; line-height: 1.5">'
            '<summary data-lm-suppress-shortcuts="true" style="cursor: pointer">'
            f"Hint {number} of {len(hints)}</summary>"
            f'<div style="margin-left: 1.1em">{_with_code(hint)}{inner}</div></details>'
        )
    return f"<div>{inner}</div>" if inner else ""


def _with_code(text: str) -> str:
    """Return text as HTML, what stands in backquotes as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
