"""Twelve invented students, what each hands in for each lesson, and its expected points."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lms_files import Student, Upload

from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.demo.students import filled_in, points_due

NAMES = (
    ("aoneill", "Ana María", "O'Neill"),
    ("blee", "Bo", "Lee, Jr."),
    ("c_mueller", "Çağla", "Müller-Özdemir"),
    ("dsmith", "Dana 🦊", 'Smith "Dee"'),
    ("e.wang", "=Edda", "+Wang"),
    ("fgarcia", "José Luis", "García Márquez"),
    ("gnowak", "Łucja", "Nowak"),
    ("huali", "华", "李"),
    ("iodonnell", "Íde", "Ó Dónaill"),
    ("jdoe", "Jun", "Doe, III"),
    ("kabbas", "Kübra", "Abbas"),
    ("thanh", "Thành", "Lê"),
)
CLASS = tuple(
    Student(name, given, family, str(1001 + number), str(657737 + number))
    for number, (name, given, family) in enumerate(NAMES)
)
# What a student does in a lesson; a number selects wrong answers of the corpus.
STORIES: tuple[tuple[str, int], ...] = (
    ("right", 0),
    ("right", -1),
    ("untouched", 0),
    ("missing", 0),
    ("broken", 0),
    ("twice", 2),
    ("renamed", 0),
    ("mistaken", 0),
    ("mistaken", 0),
    ("mistaken", 1),
    ("mistaken", 2),
    ("half", 0),
)
ROTATION = 5
WRITTEN = "*Write your answer here"
ESSAY = "Repair delivery first: there the gap is widest."


@dataclass(frozen=True)
class Work:
    """A student's work in a lesson: the answers by exercise, and the files, oldest first."""

    student: Student
    story: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()
    by_hand: float = 0.0

    @property
    def can_be_graded(self) -> bool:
        """Whether there is a notebook that can be read."""
        return self.story not in {"missing", "broken"}

    @property
    def uploads(self) -> list[Upload]:
        """The files with their owner."""
        return [(self.student, name, content) for name, content in self.files]

    def due(self, read: ReadLesson) -> dict[str, float]:
        """Return the points due for each test."""
        return points_due(
            read.lesson, {name: answer.fails for name, answer in self.answers.items()}
        )


def works_of(read: ReadLesson, release: str, number: int) -> dict[str, Work]:
    """Return what the class does in one lesson of the term, by student id."""
    works = {}
    for place, student in enumerate(CLASS):
        story, which = STORIES[(place + ROTATION * number) % len(STORIES)]
        works[student.student_id] = _work(read, release, student, (story, which))
    return works


def _work(read: ReadLesson, release: str, student: Student, what: tuple[str, int]) -> Work:
    story, which = what
    if story == "missing":
        return Work(student, story)
    answers = _answers(read.exercises, story, which)
    name, notebook = f"{read.lesson.name}.ipynb", _notebook(release, answers, story)
    files = [(name, notebook)]
    if story == "broken":
        return Work(student, story, {}, ((name, notebook[: len(notebook) // 2]),))
    if story == "renamed":
        files = [("final FINAL.ipynb", notebook)]
    if story == "twice":
        first = _notebook(release, _answers(read.exercises, "mistaken", which), story)
        files = [(name, first), (f"{read.lesson.name}-1.ipynb", notebook)]
    by_hand = 0.0 if story == "untouched" else 0.5 + 0.5 * (len(student.student_id) % 4)
    return Work(student, story, answers, tuple(files), by_hand)


def _answers(exercises: Mapping[str, ExerciseFolder], story: str, which: int) -> dict[str, Answer]:
    if story == "untouched":
        return {}
    if story in {"renamed", "mistaken"}:
        return {name: one.wrong[which % len(one.wrong)] for name, one in exercises.items()}
    right = {name: one.right[min(which, 0)] for name, one in exercises.items()}
    return dict(islice(right.items(), 3)) if story == "half" else right


def _notebook(release: str, answers: Mapping[str, Answer], story: str) -> bytes:
    text = filled_in(release, {name: answer.code for name, answer in answers.items()})
    if story == "untouched":
        return text.encode()
    notebook = json.loads(text)
    [place] = [one for one in notebook["cells"] if "".join(one["source"]).startswith(WRITTEN)]
    place["source"] = ESSAY
    return json.dumps(notebook).encode()


def misconceptions(works: Mapping[str, Work], read: ReadLesson) -> Counter[tuple[str, str]]:
    """Return how many students made each mistake in a graded exercise, by its message."""
    return Counter(
        (name, answer.message)
        for work in works.values()
        for name, answer in work.answers.items()
        if not answer.is_right and read.lesson.tests_of(name)
    )
