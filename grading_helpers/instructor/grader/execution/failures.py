"""Find the smallest input on which a test fails; runs in the judge's process, after a verdict."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from grading_helpers import compare
from grading_helpers.checking.inputs import decode_input
from grading_helpers.checking.preview import data_preview
from grading_helpers.checking.verdict import Preview
from grading_helpers.checking.written import as_written
from grading_helpers.compare import THREE_DECIMALS, InWordsError
from grading_helpers.instructor.diagnostics import one_line
from grading_helpers.instructor.grader.execution.proxies import Link, LostError
from grading_helpers.instructor.grader.protocol.decoding import decode_value
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.json_types import JsonObject

LONGEST = 1000
# The size of data that cannot be shown: any others are better.
UNSEEN = 10**9
MOST_ROWS = 40
# Errors after which a test does not go on.
ENDINGS = (LostError, KeyboardInterrupt)

Namespace = JsonObject


@dataclass(frozen=True)
class Failure:
    """A call with which a test failed.

    Parameters
    ----------
    data : Preview
        The arguments of the call, as text and as HTML.
    size : int
        How long they are when written down.
    came : str
        What came back, in a sentence without its full stop. It may contain the student's words.
    due : str, optional
        What was expected; empty if the test does not compare two values.
    """

    data: Preview
    size: int
    came: str
    due: str = ""

    def to_data(self) -> JsonObject:
        """Return it as a JSON object."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: object) -> Failure | None:
        """Return a failure from its JSON object; None if there is none."""
        if not isinstance(data, Mapping):
            return None
        shown = data["data"]
        preview = Preview(str(shown["text"]), str(shown["html"]))
        return cls(preview, int(data["size"]), str(data["came"]), str(data["due"]))


class MismatchError(InWordsError):
    """A result that is not the expected one, with both of them."""

    def __init__(self, came: str, due: str) -> None:
        super().__init__(came)
        self.due = due


def smallest_failure(source: str, link: Link, prepare: Callable[[], Namespace]) -> Failure | None:
    """Return the failing call of a test with the smallest input, or None.

    Parameters
    ----------
    source : str
        The test.
    link : Link
        The connection to the student's process.
    prepare : callable
        Returns the names that the test needs.
    """
    found = [one for one in _failures(source, link, prepare) if one]
    return min(found, key=lambda one: one.size, default=None)


def _failures(
    source: str, link: Link, prepare: Callable[[], Namespace]
) -> Iterator[Failure | None]:
    """Yield the failing calls; a test goes on after a statement that failed."""
    noted: list[Failure | None] = []
    with _telling_assertions(noted, link):
        namespace = prepare()
        for statement in ast.parse(without_magics(source)).body:
            try:
                exec(compile(ast.Module([statement], []), "<test>", "exec"), namespace)
            except ENDINGS as error:
                yield _failure(error, link, _arguments(link))
                break
            except BaseException as error:
                yield _failure(error, link, _arguments(link), ast.unparse(statement))
        yield from noted


@contextmanager
def _telling_assertions(noted: list[Failure | None], link: Link) -> Iterator[None]:
    """Let assertions say what they expected, and batteries go on after an input that failed."""
    compared, tried = compare.assert_matches, compare.assert_battery

    def assert_matches(actual: object, expected: object, tolerance: float = THREE_DECIMALS) -> None:
        try:
            compared(actual, expected, tolerance)
        except InWordsError:
            came = compare.what_came_back(actual, LONGEST)
            raise MismatchError(came, as_written(expected, LONGEST)) from None

    def assert_battery(
        function: Callable[..., object], battery: str, tolerance: float = THREE_DECIMALS
    ) -> None:
        # If an input ends the test, it is known from here and not as the last call.
        link.asked = None
        for entry in json.loads(battery):
            try:
                tried(function, json.dumps([entry]), tolerance)
            except BaseException as error:
                arguments = [decode_input(one) for one in entry[0]]
                noted.append(_failure(error, link, arguments))
                if isinstance(error, ENDINGS):
                    raise

    compare.assert_matches, compare.assert_battery = assert_matches, assert_battery
    try:
        yield
    finally:
        compare.assert_matches, compare.assert_battery = compared, tried


def _arguments(link: Link) -> list[object] | None:
    """Return the arguments of the last call; None if there was none."""
    return None if link.asked is None else [decode_value(one, _stand_in) for one in link.asked]


def _failure(
    error: BaseException, link: Link, arguments: list[object] | None, statement: str = ""
) -> Failure | None:
    """Return what is known about the call before an error.

    None if there was no call, only the stub to call, or the error is that an earlier statement
    of the test failed.
    """
    is_stub = isinstance(error, NotImplementedError) and not error.args
    follows = isinstance(error, NameError) and error is not link.raised
    if arguments is None or is_stub or follows:
        return None
    data = data_preview(arguments, MOST_ROWS)
    return Failure(data, len(data.text) or UNSEEN, *_came_and_due(error, link, statement))


def _came_and_due(error: BaseException, link: Link, statement: str) -> tuple[str, str]:
    """Return what came back and what was expected, as far as an error tells.

    A plain assertion may reveal what was expected, so its words are not part of what came back.
    """
    words = one_line(str(error), LONGEST).rstrip(".")
    if isinstance(error, MismatchError):
        return words, error.due
    if isinstance(error, InWordsError):
        return words, ""
    if isinstance(error, KeyboardInterrupt):
        return "The function did not finish in time", ""
    if isinstance(error, LostError):
        return f"The answer was stopped: {words}", ""
    name = type(error).__name__
    if error is link.raised:
        return f"The function stopped with {name}{f': {words}' if words else ''}", ""
    return compare.what_came_back(link.returned, LONGEST), words or statement[:LONGEST]


def _stand_in(_: object) -> str:
    """Return what is shown for an argument that is an object in the student's process."""
    return "an object that the answer made"
