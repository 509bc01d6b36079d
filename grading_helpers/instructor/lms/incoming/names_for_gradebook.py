"""Enter names from the class list into nbgrader's gradebook, for the formgrader and exports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import Diagnostic, one_line
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.lms.roster import Person, Roster

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

LONGEST = 128
# How Canvas writes a name that begins with "=", so that it is not a formula.
CANVAS_TEXT = re.compile(r'="(.*)"')
Fields = dict[str, str]


@dataclass
class EnteredNames:
    """The students whose names were entered, messages, and whether there is a gradebook."""

    students: list[str] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    has_gradebook: bool = True


def enter_names(home: CourseFolder, people: Roster, lesson: str) -> EnteredNames:
    """Enter the names and e-mail addresses of students who handed in or are in the gradebook.

    A name already in the gradebook is kept, unless it came from the class list and the list has
    changed since.

    Parameters
    ----------
    home : CourseFolder
        The class. If there is no gradebook, none is created and nothing is entered.
    people : Roster
        The class list.
    lesson : str
        Students who handed it in are entered even if the gradebook does not have them yet.
    """
    memory = home.root / ".grading" / "names.json"
    if home.database and not home.database.is_file():
        return EnteredNames(has_gradebook=False)
    entering = _Entering(_remembered(memory))
    try:
        with open_gradebook(home.url, home.course_id) as book:
            entering.enter(book, people, set(home.students(lesson)))
    except GradebookError as error:
        entering.named.notes.append(
            Diagnostic("", f"names could not be entered: {error}", "collect again")
        )
    if entering.named.students:
        memory.parent.mkdir(mode=0o700, exist_ok=True)
        write_if_changed(memory, json.dumps(entering.entered, ensure_ascii=False, indent=1) + "\n")
    return entering.named


@dataclass
class _Entering:
    """Enters names; ``entered`` remembers what came from a class list, by student."""

    entered: dict[str, Fields]
    named: EnteredNames = field(default_factory=EnteredNames)

    def enter(self, book: Gradebook, people: Roster, handed_in: set[str]) -> None:
        """Enter the names of a class."""
        known = {one.id: one for one in book.students}
        for student, person in people.people.items():
            told = fields_of(person)
            if told and student in handed_in | known.keys():
                there = known.get(student)
                have = {name: getattr(there, name, None) or "" for name in told}
                self._enter(book, student, told, have)

    def _enter(self, book: Gradebook, student: str, told: Fields, have: Fields) -> None:
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


def _kept(student: str, told: Mapping[str, str], have: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, value in told.items():
        if have[name] != value:
            what = f"kept the {name.replace('_', ' ')} in the gradebook, {have[name]!r}"
            yield Diagnostic(student, f"{what}; the class list has {value!r}", needs_action=False)


def fields_of(person: Person) -> Fields:
    """Return the known parts of a person's names and e-mail address, as the gradebook stores them.

    The formgrader puts names into its pages unescaped, so a name must not contain a tag.

    Examples
    --------
    >>> fields_of(Person("ana", clues={"name": ("O'Neill, Ana María",), "email": ("a@b.org",)}))
    {'first_name': 'Ana María', 'last_name': "O'Neill", 'email': 'a@b.org'}
    >>> fields_of(Person("bo", "Bo", "<i>Lee</i>"))
    {'first_name': 'Bo', 'last_name': '‹i›Lee‹/i›'}
    """
    given, family = person.given, person.family
    if not given and not family:
        # Canvas has one column, "Last, First"; any other order would be a guess.
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
