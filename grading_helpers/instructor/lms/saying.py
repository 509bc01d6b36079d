"""What the two commands print: lines for a person, one object for a machine."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from grading_helpers.instructor import printing
from grading_helpers.instructor.endings import Outcome, ends_in_words
from grading_helpers.instructor.lms.notes import ImpossibleError, Note


def in_words(*, as_json: bool) -> AbstractContextManager[None]:
    """Turn what makes a command impossible into words, and exit code 2."""
    return ends_in_words(ImpossibleError, as_json=as_json)


def print_notes(notes: Iterable[Note]) -> None:
    """Print what is worth knowing, then what needs a look."""
    listed = sorted(set(notes))
    for note in listed:
        if not note.look:
            printing.say(f"  {note}")
    looks = [note for note in listed if note.look]
    if looks:
        printing.say("Needs a look:")
    for note in looks:
        printing.say(f"  {note}")


def notes_as_data(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Return notes as JSON can hold them."""
    return [
        {"about": note.about, "what": note.what, "file": note.file, "look": note.look}
        for note in sorted(set(notes))
    ]


def outcome(notes: Iterable[Note]) -> Outcome:
    """Return the exit code that the notes ask for."""
    return Outcome.LOOK if any(note.look for note in notes) else Outcome.DONE


def looks(notes: Iterable[Note]) -> str:
    """Return how many of the notes need a look, in words."""
    count = sum(note.look for note in set(notes))
    return f"{count} need a look" if count != 1 else "1 needs a look"
