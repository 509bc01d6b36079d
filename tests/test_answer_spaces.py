"""The rules of scoring hold for every question of the course and all its answers.

If there are too many answers, as for an order of eight steps, a fixed random sample is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, permutations, product
from math import factorial, isclose
from random import Random
from typing import Any

import pytest

from grading_helpers.questions.bank import load_question, question_ids, questions_asked

FEW = 1000
LESSONS = list(questions_asked())


def questions(lesson: str, *kinds: str) -> list[Any]:
    found = [load_question(name) for name in question_ids(lesson)]
    return [one for one in found if (one.kind in kinds if kinds else one.is_marked)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_blank_answer_earns_nothing_and_the_right_answer_everything(lesson: str) -> None:
    assert questions(lesson)
    for question in questions(lesson):
        blank = question.mark(question.to_answer(None))
        assert (blank.score, blank.attempted) == (0, False), question.id
        assert question.mark(question.right_answer()).score == 1, question.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_exactly_one_subset_of_options_is_right_and_ticking_all_earns_nothing(lesson: str) -> None:
    for question in questions(lesson, "several"):
        options = [option.id for option in question.options]
        scores = {
            frozenset(chosen): question.mark(chosen).score
            for size in range(len(options) + 1)
            for chosen in combinations(options, size)
        }
        assert len(scores) == 2 ** len(options)
        assert [chosen for chosen, score in scores.items() if score] == [question.correct]
        assert scores[frozenset(options)] == 0
        assert scores[question.correct] == 1
        for chosen, score in scores.items():
            for option in set(options) - chosen:
                gain = scores[chosen | {option}] - score
                assert gain >= 0 if option in question.correct else gain <= 0, question.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_exactly_one_option_of_a_single_choice_is_right(lesson: str) -> None:
    for question in questions(lesson, "single", "truefalse"):
        scores = {option.id: question.mark([option.id]).score for option in question.options}
        assert {name for name, score in scores.items() if score == 1} == question.correct
        assert sum(scores.values()) == 1, question.id


def assignments(question: Any) -> Iterator[dict[str, str]]:
    """Give every row each choice or none; if there are too many answers, a sample."""
    rows = [row.id for row in question.rows]
    choices = [None, *(choice.id for choice in question.choices)]
    space = product(choices, repeat=len(rows))
    if len(choices) ** len(rows) > FEW:
        random = Random(question.id)
        space = (tuple(random.choices(choices, k=len(rows))) for _ in range(FEW))
    for chosen in space:
        yield {row: one for row, one in zip(rows, chosen, strict=True) if one}


@pytest.mark.integration
@pytest.mark.parametrize("lesson", LESSONS)
def test_pairs_and_entries_earn_their_share_and_another_right_one_never_lowers_it(
    lesson: str,
) -> None:
    for question in questions(lesson, "matching", "categorising"):
        for answer in assignments(question):
            right = sum(answer.get(row) == one for row, one in question.answers.items())
            score = question.mark(answer).score
            assert isclose(score, right / len(question.rows)), question.id
            row, one = next(iter(question.answers.items()))
            assert question.mark(answer | {row: one}).score >= score
        for choice in question.choices:
            alike = question.mark(dict.fromkeys(question.answers, choice.id))
            assert alike.score < 1, f"{question.id}: one choice for all earns everything"


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_order_earns_the_share_of_its_pairs(lesson: str) -> None:
    for question in questions(lesson, "ordering"):
        steps, random = list(question.order), Random(question.id)
        orders = list(islice(permutations(steps), FEW))
        if factorial(len(steps)) > FEW:
            orders = [tuple(random.sample(steps, len(steps))) for _ in range(FEW)]
        for order in orders:
            pairs = list(combinations([steps.index(step) for step in order], 2))
            share = sum(first < second for first, second in pairs) / len(pairs)
            assert isclose(question.mark(list(order)).score, share)
            assert (share == 1) == (list(order) == steps)
        assert question.mark(steps[::-1]).score == 0


@pytest.mark.parametrize("lesson", LESSONS)
def test_numbers_within_the_tolerance_are_right_and_known_mistakes_are_not(lesson: str) -> None:
    for question in questions(lesson, "number"):
        answer, margin = question.answer, question.tolerance
        for off in (-0.999, -0.5, 0, 0.5, 0.999):
            assert question.mark(f"{answer + off * margin:.9f}").score == 1, question.id
        beyond = 1.001 * margin + 1e-6 * max(1, abs(answer))
        for off in (-beyond, beyond):
            assert question.mark(f"{answer + off:.9f}").score == 0, question.id
        for mistake in question.mistakes:
            told = question.mark(f"{mistake.value:.12g}")
            assert told.score == 0, question.id
            assert mistake.because in told.notes[0].reason, question.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_accepted_form_fills_its_gap_in_every_spelling(lesson: str) -> None:
    for question in questions(lesson, "blanks"):
        share = 1 / len(question.blanks)
        for name, gap in question.gaps.items():
            for form in gap.accept:
                for written in (form, form.upper(), f" {form.capitalize()}. "):
                    assert isclose(question.mark({name: written}).score, share), question.id
            for mistake in gap.mistakes:
                told = question.mark({name: mistake.text})
                assert told.score == 0, question.id
                note = next(note for note in told.notes if note.part == name)
                assert note.reason == mistake.because, question.id
