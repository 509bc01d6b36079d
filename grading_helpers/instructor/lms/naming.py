"""Names of the class list, entered into nbgrader's gradebook for the formgrader and its exports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.grader.findings import one_line
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.notes import ImpossibleError, Note
from grading_helpers.instructor.lms.roster import Person, Roster
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path

LONGEST = 128
# How Canvas keeps a name that begins with "=" from being a formula.
CANVAS_TEXT = re.compile(r'="(.*)"')
Fields = dict[str, str]


@dataclass
class Named:
    """Whose names were entered, what is worth saying of it, and whether there is a gradebook."""

    students: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    has_gradebook: bool = True


def enter_names(home: ClassFolder, people: Roster, lesson: str) -> Named:
    """Enter first name, last name and e-mail address of everybody who handed in or is known.

    A name that the gradebook has stays, unless it came from the class list and that was changed.

    Parameters
    ----------
    home : ClassFolder
        The class. Without a gradebook nothing is entered, and none is made.
    people : Roster
        The class list.
    lesson : str
        Who handed it in will be graded, and is entered even if the gradebook has no such student.
    """
    from nbgrader.api import Gradebook  # noqa: PLC0415 - slow
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - slow

    put_programs_on_path()
    memory = home.root / ".grading" / "names.json"
    try:
        url, course_id = home.gradebook()
    except ImpossibleError:
        return Named(has_gradebook=False)
    entering = _Entering(_remembered(memory))
    try:
        with Gradebook(url, course_id) as book:
            entering.enter(book, people, set(home.who_handed_in(lesson)))
    except SQLAlchemyError as error:
        first = str(error).partition("\n")[0]
        entering.named.notes.append(Note("", f"names could not be entered, collect again: {first}"))
    if entering.named.students:
        memory.parent.mkdir(mode=0o700, exist_ok=True)
        write_if_changed(memory, json.dumps(entering.entered, ensure_ascii=False, indent=1) + "\n")
    return entering.named


@dataclass
class _Entering:
    """Enters names; ``entered`` holds what came from a class list, by student."""

    entered: dict[str, Fields]
    named: Named = field(default_factory=Named)

    def enter(self, book: Any, people: Roster, handed_in: set[str]) -> None:
        """Enter the names of a class."""
        known = {one.id: one for one in book.students}
        for student, person in people.people.items():
            told = fields_of(person)
            if told and student in handed_in | known.keys():
                there = known.get(student)
                have = {name: getattr(there, name, None) or "" for name in told}
                self._enter(book, student, told, have)

    def _enter(self, book: Any, student: str, told: Fields, have: Fields) -> None:
        ours = self.entered.get(student, {})
        new = {
            name: value
            for name, value in told.items()
            if value != have[name] and have[name] in ("", ours.get(name))
        }
        if new:
            book.update_or_create_student(student, **new)
            self.entered[student] = {**ours, **new}
            self.named.students.append(student)
        self.named.notes += _kept(student, told, {**have, **new})


def _kept(student: str, told: Mapping[str, str], have: Mapping[str, str]) -> Iterator[Note]:
    for name, value in told.items():
        if have[name] != value:
            what = f"{name.replace('_', ' ')} is {have[name]!r} in the gradebook and stays"
            yield Note(student, f"{what}; the class list has {value!r}", look=False)


def fields_of(person: Person) -> Fields:
    """Return what the gradebook can hold of a person, without what is not known.

    A page of the formgrader takes names as they are, so that no name may hold a tag.

    Examples
    --------
    >>> fields_of(Person("ana", clues={"name": ("O'Neill, Ana María",), "email": ("a@b.org",)}))
    {'first_name': 'Ana María', 'last_name': "O'Neill", 'email': 'a@b.org'}
    >>> fields_of(Person("bo", "Bo", "<i>Lee</i>"))
    {'first_name': 'Bo', 'last_name': '‹i›Lee‹/i›'}
    """
    given, family = person.given, person.family
    if not given and not family:
        # Canvas has one column, "Last, First"; in another order it would be a guess.
        family, comma, given = CANVAS_TEXT.sub(r"\1", person.first("name")).rpartition(", ")
        given = given if comma else ""
    told = {"first_name": given, "last_name": family, "email": person.first("email")}
    plain = {name: value.replace("<", "‹").replace(">", "›") for name, value in told.items()}
    lines = {name: one_line(value, LONGEST) for name, value in plain.items()}
    return {name: line for name, line in lines.items() if line}


def _remembered(memory: Path) -> dict[str, Fields]:
    try:
        return dict(json.loads(memory.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}
