"""``python -m grading_helpers.instructor`` is the program ``course``."""

from __future__ import annotations

import sys

from grading_helpers.instructor.diagnostics import error_in_words


def start() -> None:
    """Run the command line, or say that this Python lacks what it needs."""
    try:
        from grading_helpers.instructor.cli import main  # noqa: PLC0415 - may be impossible
    except ModuleNotFoundError as error:
        sys.exit(error_in_words(error))
    main()


if __name__ == "__main__":
    start()
