"""Generated practice: other numbers each time, one right answer, and mistakes are recognised."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from grading_helpers.cards.practice_card import PracticeWidget
from grading_helpers.instructor.authoring.corpus import ExerciseFolder, read_exercises
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.authoring.generated_practice import (
    clash,
    generated_practice,
    unproved,
)
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.lesson.myst import read_lesson
from grading_helpers.instructor.proving.practice_proofs import choose_practice, practice_problems
from grading_helpers.learner.answer_book import AnswerBook
from grading_helpers.questions.bank import question_ids
from grading_helpers.questions.generated import (
    drawn_question,
    is_generated,
    load_generated,
    practice_names,
)
from grading_helpers.questions.text_matching import plain_number
from grading_helpers.questions.wording import as_html, as_text

COMPUTATIONS = [name for name in practice_names() if is_generated(name)]
ROOT = Path(__file__).parents[1]


def test_every_variant_has_one_right_number_that_no_misconception_shares() -> None:
    for name in COMPUTATIONS:
        generated = load_generated(name)
        assert len({(one.prompt, one.rows) for one in generated.variants}) >= 200
        assert len(generated.reasons) >= 3
        for one in generated.variants:
            known = sorted([one.answer, *one.mistakes])
            gaps = [after - before for before, after in pairwise(known)]
            assert min(gaps) > 2 * generated.tolerance, (name, one)


def test_a_number_that_a_misconception_shares_is_found() -> None:
    generated = load_generated(COMPUTATIONS[0])
    assert list(unproved(generated)) == []
    first, *others = generated.variants
    shared = replace(first, mistakes=(first.answer, *first.mistakes[1:]))
    assert list(unproved(replace(generated, variants=(shared, *others))))


def test_the_computations_come_from_all_lessons_and_stand_beside_their_concept() -> None:
    assert len(COMPUTATIONS) >= 15
    names = practice_names()
    assert [name for name in names if name not in COMPUTATIONS] == question_ids()
    lessons = [path.name for path in (ROOT / "course").glob("0[1-5]*")]
    assert all(set(COMPUTATIONS) & set(practice_names(lesson)) for lesson in lessons)


def test_each_review_brings_other_numbers_and_reopening_the_same(tmp_path: Path) -> None:
    name, clock = COMPUTATIONS[0], [datetime(2026, 11, 23, 9, tzinfo=UTC)]
    book = AnswerBook(tmp_path / "progress.json")
    session = PracticeWidget([name], book, lambda: clock[0])
    seen = []
    for _ in range(3):
        card = session.children[0]
        again = PracticeWidget([name], book, lambda: clock[0]).children[0]
        assert card.content == again.content
        seen.append(card.content["rows"])
        card.answer = plain_number(card.question.mistakes[0].value)
        card.check()
        assert [note["reason"] for note in card.feedback["notes"]] == [
            card.question.mistakes[0].because
        ]
        session.rate("again")
        clock[0] += timedelta(minutes=2)
    assert len({str(rows) for rows in seen}) == 3


def test_the_table_is_a_part_of_the_plain_forms() -> None:
    question = drawn_question(COMPUTATIONS[0], None, "ann")
    text, html = as_text(question), as_html(question)
    for cell in (*question.columns, *(cell for row in question.rows for cell in row)):
        assert cell in text and f">{cell}</t" in html
    assert plain_number(question.answer) not in str(question)


@pytest.fixture(scope="module")
def nps() -> tuple[Lesson, ExerciseFolder]:
    lesson, _ = read_lesson(ROOT / "course" / "02_loyalty_stages")
    assert lesson is not None
    return lesson, read_exercises(lesson)[0]["nps_by_segment"]


def test_tables_that_cannot_tell_two_mistakes_apart_are_a_fault(
    nps: tuple[Lesson, ExerciseFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson, exercise = nps
    monkeypatch.setattr("grading_helpers.instructor.proving.practice_proofs.MOST_DRAWN", 5)
    code = exercise.practice_code.replace(
        "return (pd.DataFrame(rows,", "return (pd.DataFrame(rows[:0],"
    )
    with pytest.raises(FaultsError, match="only 0 of 5 tables can be used: the solution gives no"):
        choose_practice(lesson, replace(exercise, practice_code=code))
    code = exercise.practice_code.replace('"promoter_share"', '"unheard_of"')
    with pytest.raises(FaultsError, match="no wrong answer unheard_of"):
        choose_practice(lesson, replace(exercise, practice_code=code))
    with pytest.raises(FaultsError, match="does not have the numbers of all mistakes"):
        generated_practice(replace(exercise, practice_code=code))


def test_two_numbers_that_rounding_can_mix_up_clash(nps: tuple[Lesson, ExerciseFolder]) -> None:
    practice = nps[1].practice
    assert practice is not None
    assert clash({"one": 25.0, "two": 25.1}, practice) == "one and two give the same number"
    assert clash({"one": 25.0, "two": 25.2}, practice) == ""


def test_an_answer_that_contradicts_the_stored_numbers_is_a_problem(
    nps: tuple[Lesson, ExerciseFolder],
) -> None:
    lesson, exercise = nps
    known = json.loads(exercise.practice_numbers)
    few = known | {"variants": known["variants"][:2]}
    short = replace(exercise, practice_numbers=json.dumps(few))
    assert practice_problems(lesson, short) == []
    few["variants"][1][1] += 1
    [one] = practice_problems(lesson, replace(exercise, practice_numbers=json.dumps(few)))
    assert "on table 1 the solution gives" in one
    few["variants"][0][1] += 1
    told = practice_problems(lesson, replace(exercise, practice_numbers=json.dumps(few)))
    assert len(told) == 1 + len(exercise.right)
