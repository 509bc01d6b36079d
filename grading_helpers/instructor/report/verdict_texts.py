"""Reading back what ``check`` and the tests said about an answer."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass

from grading_helpers.verdicts import LOOKS, State

# What a comparison says of any wrong result; it names no mistake.
_GENERIC = re.compile(r"The function returned .*(On this data something else follows| …$)", re.S)
THEIR_WORDS = "…"
_IN_WORDS = ("InWordsError", "NotAFigureError", "AssertionError")


@dataclass(frozen=True)
class Said:
    """A verdict of ``check``: its state, and the words after the name of the case."""

    state: State
    words: str


def read_verdict(text: str, exercise: str, cases: Iterable[str]) -> Said | None:
    r"""Return the verdict that a displayed text is, or None if it is something else.

    Parameters
    ----------
    text : str
        As displayed.
    exercise : str
        The exercise that it may be about.
    cases : iterable of str
        The names of the cases that ``check`` tries.

    Examples
    --------
    >>> text = "◐ Not yet. nps was called on a small survey. The passives are missing."
    >>> read_verdict(text, "nps", ["a small survey"]).words
    'The passives are missing.'
    >>> read_verdict("◐ Not yet. No message fits.\n\n   your result\nA  1", "nps", []).words
    'No message fits.'
    >>> read_verdict("42", "nps", ["a small survey"])
    """
    for state, (symbol, _) in LOOKS.items():
        opening = f"{symbol} {state}. "
        if text.startswith(opening):
            # What follows a blank line is the student's own result.
            words = text.removeprefix(opening).partition("\n\n")[0]
            calls = (f"{exercise} was called on {case}. " for case in cases)
            call = next((one for one in calls if words.startswith(one)), "")
            return Said(state, words.removeprefix(call))
    return None


def without_their_words(why: str) -> str:
    """Return what a test ended with when it was the student's code that raised it.

    The words are the student's, and so is the name of an exception that Python does not have.

    Examples
    --------
    >>> without_their_words("AssertionError: Ada was here")
    'AssertionError: …'
    >>> without_their_words("AdasError: oops"), without_their_words("NotImplementedError:")
    ('an exception of its own: …', 'NotImplementedError:')
    """
    kind, _, words = why.partition(":")
    named = kind if hasattr(builtins, kind) else "an exception of its own"
    return f"{named}: {THEIR_WORDS}" if words.strip() else f"{named}:"


def is_not_attempted(why: str) -> bool:
    """Say whether a test ended at the line that students are asked to replace."""
    return why.strip() == "NotImplementedError:"


def words_of_test(why: str) -> str:
    """Return what a failed test says of the mistake, or nothing if it names none.

    Examples
    --------
    >>> words_of_test("InWordsError: Missing on the figure: a title.")
    'Missing on the figure: a title.'
    >>> words_of_test("KeyError: 'store'"), words_of_test("AssertionError: …")
    ('', '')
    """
    kind, _, words = why.partition(": ")
    names_none = not words or words == THEIR_WORDS or _GENERIC.match(words)
    return words if kind in _IN_WORDS and not names_none else ""


def exception_of_test(why: str) -> str:
    """Return the kind of exception that a test ended with, or nothing if it spoke in words.

    Examples
    --------
    >>> exception_of_test("KeyError: 'store'"), exception_of_test("InWordsError: No title.")
    ('KeyError', '')
    """
    kind = why.partition(":")[0].strip()
    return "" if kind in _IN_WORDS or is_not_attempted(why) else kind
