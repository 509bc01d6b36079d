"""Two contracts hold: on their inputs, and on mutants of the right answers.

``course check`` proves those of all exercises, which takes minutes.
"""

from __future__ import annotations

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.proving.contract_proofs import prove_contract


@pytest.mark.integration
@pytest.mark.parametrize("exercise", ["servqual_gaps", "ipa_quadrants"])
def test_the_contract_of_an_exercise_holds(
    course: Course, rater: ReadLesson, exercise: str
) -> None:
    proof = prove_contract(rater.lesson, rater.exercises[exercise], course.settings.seed)
    assert proof.problems == ()
    assert proof.rejected == proof.mutants - proof.agreeing > 0
