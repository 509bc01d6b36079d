"""The verdict of ``check``: one of four states and a message, as text and as a coloured card."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum


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
class Preview:
    """Something that a verdict shows, such as a result, as plain text and as HTML."""

    text: str = ""
    html: str = ""


NOTHING = Preview()


@dataclass(frozen=True)
class Verdict:
    """The verdict of ``check``: a state and a message for the learner.

    Parameters
    ----------
    state : State
        Which of the four.
    message : str
        What was tried, and what happened.
    preview : Preview, optional
        What the function returned.
    hints : tuple of str, optional
        Shown on the page only, one at a time.
    data : Preview, optional
        The data that the message is about. In plain text they are shown only with ``preview``.
    note : str, optional
        Something else to know, such as that an older version was tried.
    exercise : str, optional
        The name of the exercise, if there is one of this name.
    """

    state: State
    message: str
    preview: Preview = NOTHING
    hints: tuple[str, ...] = ()
    data: Preview = NOTHING
    note: str = ""
    exercise: str = ""

    def __str__(self) -> str:
        """Return the verdict as plain text; hints are shown on the page only."""
        words = f"{LOOKS[self.state][0]} {self.state}. {self.message}"
        shown = [self.data.text, self.preview.text] if self.preview.text else []
        return "\n\n".join(filter(None, [words, self.note, *shown]))

    @classmethod
    def from_text(cls, text: str) -> Verdict | None:
        r"""Return the verdict in a displayed text, without preview and hints; None if it has none.

        Examples
        --------
        >>> found = Verdict.from_text("◐ Not yet. No message fits.\n\n   your result\nA  1")
        >>> found.state.name, found.message
        ('NOT_YET', 'No message fits.')
        >>> Verdict.from_text("42")
        """
        for state, (symbol, _) in LOOKS.items():
            opening = f"{symbol} {state}. "
            if text.startswith(opening):
                return cls(state, text.removeprefix(opening).partition("\n\n")[0])
        return None

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self) -> str:
        symbol, colour = LOOKS[self.state]
        return (
            f'<div role="status" style="border-left: 4px solid {colour}; padding: 0.5em 0.9em; '
            "max-width: 46em; line-height: 1.5; background: var(--jp-layout-color2, #f5f5f5); "
            'color: var(--jp-ui-font-color1, #1a1a1a)">'
            f"<strong>{symbol} {self.state}.</strong> {html.escape(self.message)}"
            f"{self._note_html()}</div>"
            f"{self._data_html()}{self.preview.html}{hints_html(self.hints)}"
        )

    def _note_html(self) -> str:
        return f'<div style="margin-top: 0.4em">{html.escape(self.note)}</div>' if self.note else ""

    def _data_html(self) -> str:
        """Return the data, folded if the message explains the mistake."""
        if not self.data.html:
            return ""
        is_open = " open" if self.preview.html else ""
        return (
            f'<details{is_open} style="margin: 0.4em 0 0 0.2em">'
            '<summary data-lm-suppress-shortcuts="true" style="cursor: pointer">'
            f"The data</summary>{self.data.html}</details>"
        )


def hints_html(hints: tuple[str, ...]) -> str:
    """Return hints that open one at a time, each inside the one before. They need no kernel.

    The attribute on each summary stops JupyterLab from acting on keys such as Enter and B. It has
    no effect on an element around the focus.

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
            f'<div style="margin-left: 1.1em">{_as_html(hint)}{inner}</div></details>'
        )
    return f"<div>{inner}</div>" if inner else ""


def _as_html(text: str) -> str:
    """Return text as HTML: backquoted parts as code, and links to documentation as links.

    Examples
    --------
    >>> _as_html("Use [`clip`](https://example.org/clip).")
    'Use <a href="https://example.org/clip" target="_blank" rel="noopener"><code>clip</code></a>.'
    """
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
    link = r'<a href="\2" target="_blank" rel="noopener">\1</a>'
    return re.sub(r"\[([^]]+)\]\((https://[^)\s]+)\)", link, coded)
