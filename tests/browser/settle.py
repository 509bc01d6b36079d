"""Waiting for a promise of a page without a chance that the browser loses it."""

from __future__ import annotations

from itertools import count
from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NoOutcome

_numbers = count(1)

# The page keeps the outcome. If the debugging protocol waits for the promise instead, as evaluate()
# does, Chromium 150 can collect a settled promise before it has reported it: the longer the page
# is busy just then, the likelier.
_START = """([number, given]) => {
    window.outcomes ??= {};
    new Promise(settle => settle((%s)(given))).then(
        value => { window.outcomes[number] = { value }; },
        error => { window.outcomes[number] = { error: String(error) }; },
    );
}"""
_OUTCOME = "number => window.outcomes?.[number]"


def settle(page: Page, function: str, given: object = None) -> Any:
    """Call a function in the page and return what its promise comes to.

    Parameters
    ----------
    page
        The page; its default timeout is how long the promise may take.
    function
        A JavaScript function of at most one parameter. What it returns, or resolves to, must be
        data that JSON can hold, or nothing.
    given
        The argument.

    Raises
    ------
    AssertionError
        If the function throws, if its promise is rejected, or if nothing comes of it in time.
    """
    number = next(_numbers)
    page.evaluate(_START % function, [number, given])
    try:
        outcome = page.wait_for_function(_OUTCOME, arg=number).json_value()
    except NoOutcome as error:
        raise AssertionError(f"nothing came of {function} with {given!r}") from error
    if "error" in outcome:
        raise AssertionError(f"{outcome['error']}: {function} with {given!r}")
    return outcome["value"]
