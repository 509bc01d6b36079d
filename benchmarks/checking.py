"""How long ``check`` takes: ``python benchmarks/checking.py``, or with the name of a lesson.

Every answer of the corpus is checked three times, as in a notebook, and the fastest run counts. For
each exercise it prints the median and the longest time in milliseconds, and for all exercises that
draw no figure the median of their medians. The table is Markdown.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from grading_helpers.checking.attempt import quietly
from grading_helpers.checking.examine import examine
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.outcomes import function_of

ROOT = Path(__file__).parents[1]
RUNS = 3
LIMIT = 0.25


def main(lesson: str = "") -> int:
    """Print the table; the exit code is 1 if the median exercise takes too long."""
    print("| exercise | answers | right, median | wrong, median | longest |")
    print("|---|---|---|---|---|")
    medians = []
    for one in read_course(Course(ROOT), lesson):
        for exercise in one.exercises.values():
            times = _times(one.lesson, exercise)
            right, wrong = (
                [seconds for name, seconds in times.items() if name.startswith(kind)]
                for kind in ("right_", "wrong_")
            )
            print(
                f"| `{exercise.name}` | {len(times)} | {_in_ms(median(right))} | "
                f"{_in_ms(median(wrong))} | {_in_ms(max(times.values()))} |",
                flush=True,
            )
            if not any(case.view for case in exercise.recipe.cases):
                medians.append(median(times.values()))
    print(f"\nMedian of {len(medians)} exercises without a figure: {_in_ms(median(medians))}")
    return int(median(medians) > LIMIT)


def _times(lesson: Lesson, exercise: ExerciseFolder) -> dict[str, float]:
    """Return the seconds that ``check`` takes for each answer of an exercise."""
    return {one.name: _seconds(one.code, lesson, exercise.name) for one in exercise.answers}


def _seconds(code: str, lesson: Lesson, exercise: str) -> float:
    function = function_of(code, lesson.setup, exercise)
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        with quietly():
            examine(function, namespace={exercise: function})._repr_mimebundle_()
        found.append(time.perf_counter() - began)
    return min(found)


def _in_ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
