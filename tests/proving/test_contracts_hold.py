"""A contract holds: on its inputs, and on mutants of the right answers.

``course check`` proves those of all exercises, which takes many minutes.
"""

from __future__ import annotations

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.proving.contract_proofs import prove_contract


@pytest.mark.integration
def test_the_contract_of_an_exercise_holds(course: Course, rater: ReadLesson) -> None:
    proof = prove_contract(rater.lesson, rater.exercises["better_worse"], course.settings.seed)
    assert proof.problems == ()
    assert proof.rejected == proof.mutants - proof.agreeing > 0
