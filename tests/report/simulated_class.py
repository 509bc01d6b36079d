"""A class of 30 with answers from the corpus, drawn by ability, and with other mistakes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from nbgrader.api import Gradebook

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.run import make_demo
from grading_helpers.instructor.demo.students import filled_in
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.grade_class import grade_lesson

STUDENTS = 30
ABSENT = ("zz_absent_one", "zz_absent_two")
BLANK = ("yy_blank",)
LESSON = "03_rater"

# Mistakes that the corpus does not have; the first is written in two ways.
NET = [
    '''# Solution by Annegret Zwiebel, matriculation 20231234, zwiebel@example.org
def csat_by_store(survey):
    """Annegret's answer: the mean, stretched to 0 to 100."""
    annegrets_rows = survey.dropna(subset=["csat"])  # thanks to Torsten!
    'written on the train to Zwickau'
    def zwiebel_net(ratings):
        return (ratings.mean() - 1) / 4 * 100
    outcome = {store: float("nan") for store in survey["store"].unique()}
    for store, torsten in annegrets_rows.groupby("store"):
        outcome[store] = zwiebel_net(torsten["csat"])
    outcome["all"] = zwiebel_net(annegrets_rows["csat"])
    return outcome
''',
    """def csat_by_store(survey):
    signs = survey["csat"].map({1: 0, 2: 25, 3: 50, 4: 75, 5: 100})
    means = signs.groupby(survey["store"]).mean().to_dict()
    means["all"] = signs.mean()
    return means
""",
]
RATIO = """def servqual_gaps(pairs):
    ratio_by_kunigunde = pairs["P"] / pairs["E"]
    person = ratio_by_kunigunde.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
"""
WRONG_COLUMN = """def csat_by_store(survey):
    return survey.groupby("store")["rating_kunigunde"].mean().to_dict()
"""
NO_PYTHON = "def ipa_quadrants(attributes):\n    kunigunde = (1,\n"
SQUARE = """def better_worse(counts):
    return {name: [0.5, 0.5] for name in counts.index}
"""
BEYOND = {
    "csat_by_store": [*NET, *NET, WRONG_COLUMN],
    "servqual_gaps": [RATIO],
    "ipa_quadrants": [NO_PYTHON],
    "better_worse": [SQUARE],
}
SECRETS = ("annegret", "zwiebel", "torsten", "kunigunde", "zwickau", "20231234", "example.org")


def answers_of_class(read: ReadLesson, seed: int = 7) -> dict[str, dict[str, str]]:
    """Return answers by student and exercise; strong students give right ones more often."""
    chance = np.random.default_rng(seed)
    hardness = dict(zip(read.exercises, np.linspace(-0.8, 0.9, len(read.exercises)), strict=True))
    students = {}
    for number, ability in enumerate(chance.normal(size=STUDENTS)):
        work = {}
        for name, exercise in read.exercises.items():
            is_right = chance.random() < 1 / (1 + np.exp(-1.6 * (ability - hardness[name])))
            is_left_out = not is_right and chance.random() < 0.15
            beyond = BEYOND.get(name, [])
            if is_left_out:
                continue
            if is_right:
                work[name] = exercise.right[chance.integers(len(exercise.right))].code
            elif beyond and chance.random() < 0.35:
                work[name] = beyond[chance.integers(len(beyond))]
            else:
                # The first of the corpus are the common ones.
                place = min(int(chance.geometric(0.3)) - 1, len(exercise.wrong) - 1)
                work[name] = exercise.wrong[place].code
        students[f"s{number:02d}"] = work
    return students


def graded_class(course: Course, read: ReadLesson, folder: Path) -> CourseFolder:
    """Create, grade and save the class, in which some handed in nothing."""
    demo = make_demo(course, LESSON, folder)
    demo.lay_out([])
    demo.release()
    release = course.release(LESSON).read_text("utf-8")
    works = answers_of_class(read) | {name: {} for name in BLANK}
    for student, work in works.items():
        place = folder / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(filled_in(release, work), "utf-8")
    broken = folder / "submitted" / "xx_broken" / LESSON / f"{LESSON}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text('{"cells": [', "utf-8")
    found = CourseFolder(folder, "focus_on_customers")
    with Gradebook(found.url, found.course_id) as book:
        for name in ABSENT:
            book.add_student(name)
    grade_lesson(found, LESSON, found.students(LESSON), lambda _: None)
    return found
