"""What the build records about the answers of an exercise, and where it cannot tell them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grading_helpers.instructor.authoring.corpus import Answer
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.authoring.outcomes import exercise_record

# On an empty table it differs from the answer of the corpus with the same mistake.
PERCEPTION_ONLY = """
def servqual_gaps(pairs):
    if pairs.empty:
        return {"total": 0.0}
    person = pairs["P"].groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
"""
SAME = "on the data that students see, it gives the results of wrong_perception_only"


@pytest.mark.integration
def test_variants_of_one_mistake_share_its_message(rater: ReadLesson) -> None:
    exercise = rater.exercises["servqual_gaps"]
    known = next(one for one in exercise.wrong if one.name == "wrong_perception_only")
    variant = replace(known, file=known.file.with_name("wrong_variant.py"), code=PERCEPTION_ONLY)

    def faults_with(answer: Answer) -> list[str]:
        two = replace(exercise, answers=(known, answer))
        return [fault.what for fault in exercise_record(rater.lesson, two)[1]]

    assert faults_with(variant) == []
    assert faults_with(replace(variant, message="It is something else.")) == [SAME]
    assert SAME in faults_with(known)
