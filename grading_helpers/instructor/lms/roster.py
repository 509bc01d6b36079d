"""Whose work it is: the ids and names of an LMS against the student ids of the course."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grading_helpers.instructor.lms.notes import Note

# What may name a folder and a student in nbgrader's gradebook, and means nothing in a pattern.
STUDENT_ID = re.compile(r"[^\W_][\w.@+-]{0,127}")

# Where a clue of one kind is looked for.
LOOKED_FOR = {
    "number": ("number",),
    "participant": ("participant",),
    "username": ("username", "student_id"),
    "email": ("email", "username", "student_id"),
    "id_number": ("id_number", "student_id"),
    "any": ("student_id", "username", "email", "id_number", "number"),
}

Clues = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Person:
    """A student of the class and everything that may point to them."""

    student_id: str
    given: str = ""
    family: str = ""
    clues: Clues = field(default_factory=dict)

    def first(self, kind: str) -> str:
        """Return the first clue of a kind, or an empty text."""
        return next(iter(self.clues.get(kind, ())), "")


class Roster:
    """A class list that finds people by clues, and finds nobody rather than the wrong one."""

    def __init__(self, people: Iterable[Person], notes: Iterable[Note] = ()) -> None:
        self.people: dict[str, Person] = {}
        self.notes = tuple(notes)
        self._index: dict[tuple[str, str], set[str]] = {}
        for person in people:
            self._add(person)

    def _add(self, person: Person) -> None:
        self.people.setdefault(person.student_id, person)
        self._note_down("student_id", _key(person.student_id), person.student_id)
        for kind, values in person.clues.items():
            for value in values:
                if kind != "name":
                    self._note_down(kind, _key(value), person.student_id)
        for key in _names_of(person):
            self._note_down("name", key, person.student_id)

    def _note_down(self, kind: str, key: str, student_id: str) -> None:
        if key:
            self._index.setdefault((kind, key), set()).add(student_id)

    def find(self, clues: Clues) -> tuple[str, str]:
        """Return the student id that the clues point to and, if there is none, the reason.

        Parameters
        ----------
        clues : mapping of str to tuple of str
            Such as ``{"number": ("1001",), "name": ("oneillana",)}``.

        Returns
        -------
        student_id, reason : str
            One of them is empty. Clues that contradict each other point to nobody.
        """
        known = self._known(clues)
        named = self._named(clues)
        if len(known) > 1 or (known and named and known.isdisjoint(named)):
            return "", f"its clues point to different students: {', '.join(sorted(known | named))}"
        if len(known or named) > 1:
            return "", f"several students have this name: {', '.join(sorted(named))}"
        if found := known or named:
            return next(iter(found)), ""
        return "", "nobody in the class list has this id or name"

    def _known(self, clues: Clues) -> set[str]:
        """Return whom the ids among the clues point to."""
        found: set[str] = set()
        for kind, values in clues.items():
            for column in self._columns(kind):
                for value in values:
                    found |= self._index.get((column, _key(value)), set())
        return found

    def _columns(self, kind: str) -> tuple[str, ...]:
        has_numbers = any(column == "number" for column, _ in self._index)
        if kind == "number" and not has_numbers:
            return ("student_id",)
        return LOOKED_FOR.get(kind, ())

    def _named(self, clues: Clues) -> set[str]:
        names = (*clues.get("name", ()), *clues.get("any", ()))
        keys = {key for name in names if (key := name_key(name))}
        return set().union(*(self._index.get(("name", key), set()) for key in keys))


def name_key(name: str) -> str:
    """Return a name by its letters alone, without accents, as file names leave them.

    Examples
    --------
    >>> name_key("O'Neill, Ana María")
    'oneillanamaria'
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _names_of(person: Person) -> set[str]:
    """Return every order in which an LMS may write a name: the words, turned round."""
    full = [*person.clues.get("name", ()), f"{person.given} {person.family}"]
    turned = set()
    for name in full:
        words = name.replace(",", " ").split()
        turned |= {name_key("".join(words[n:] + words[:n])) for n in range(len(words))}
    return turned - {""}


def _key(value: str) -> str:
    return unicodedata.normalize("NFC", value.strip().casefold())
