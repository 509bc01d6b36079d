"""Renew the chosen inputs of exercises, and the seed from which they are drawn."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from grading_helpers.instructor.authoring.battery_json import FILE
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.course_yml import FILE as SETTINGS
from grading_helpers.instructor.diagnostics import CommandError, few
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.proving.choose_batteries import InputSelection, choose_inputs
from grading_helpers.instructor.proving.prove import worker_context


def set_seed(course: Course, seed: int) -> None:
    """Write a new seed into ``course.yml``."""
    file = course.root / SETTINGS
    text = file.read_text("utf-8")
    line = f"seed: {seed}"
    new, found = re.subn(r"^seed: \d+", line, text, flags=re.M)
    file.write_text(new if found else f"{text.rstrip()}\n\n{line}\n", "utf-8")


def _write(exercise: ExerciseFolder, choice: InputSelection) -> Iterator[Path]:
    """Write what was chosen, and extend the line ``Fails:`` of answers that fail more tests."""
    file = exercise.folder / FILE
    if write_if_changed(file, choice.inputs.to_json()):
        yield file
    for answer in exercise.wrong:
        if answer.name in choice.fails:
            text = answer.file.read_text("utf-8")
            line = f"\nFails: {', '.join(choice.fails[answer.name])}\n"
            answer.file.write_text(re.sub(r"\nFails:[^\"]*\n", line, text, count=1), "utf-8")
            yield answer.file


def draw_course(
    course: Course, only: str, many: int, advance: Callable[[int, int], None]
) -> list[Path]:
    """Choose new inputs for the hidden tests, and return the files that changed.

    Parameters
    ----------
    course : Course
        A checkout.
    only : str
        A lesson or an exercise; empty for the whole course.
    many : int
        How many inputs to choose from for each exercise.
    advance : callable
        Called with how many exercises are done, out of how many.

    Raises
    ------
    CommandError
        If nothing of that name has a contract.
    """
    found = {
        exercise.name: (one.lesson, exercise)
        for one in read_course(course, for_drawing=True)
        for exercise in one.exercises.values()
        if exercise.contract_code and only in ("", one.lesson.name, exercise.name)
    }
    if not found:
        known = sorted(
            path.parent.name for path in course.root.glob("course/*/exercises/*/contract.py")
        )
        raise CommandError(f"{only} has no contract. These have one: {few(known, 60)}.")
    seed = course.settings.seed
    changed: list[Path] = []
    workers = min(len(found), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=worker_context()) as pool:
        running = {
            pool.submit(choose_inputs, lesson, exercise, seed, many): exercise
            for lesson, exercise in found.values()
        }
        for done, future in enumerate(as_completed(running), 1):
            changed += _write(running[future], future.result())
            advance(done, len(found))
    return sorted(changed)
