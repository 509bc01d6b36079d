"""Marking and reading answers: all answers if they are few, otherwise many cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations, product
from math import isclose
from random import Random
from typing import Any

import pytest
from quiz_bank import asked, authored

from grading_helpers.questions.kinds.blanks import OTHER_GAP
from grading_helpers.questions.kinds.choice import STILL_MISSING
from grading_helpers.questions.kinds.number import NOT_A_NUMBER
from grading_helpers.questions.kinds.ordering import PUSHED
from grading_helpers.questions.text_matching import readings, same_words

MARKED = [name for name, one in authored().items() if one.is_marked]
TANGIBLES = {"building", "uniform"}


def subsets(ids: list[str]) -> list[frozenset[str]]:
    sizes = range(len(ids) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(ids, size)]


OPTIONS = [option.id for option in asked("tangibles").options]
SUBSETS = subsets(OPTIONS)


def blank_of(name: str) -> Any:
    return asked(name).to_answer(None)


@pytest.mark.parametrize("name", MARKED)
def test_a_blank_answer_earns_nothing_and_is_not_an_attempt(name: str) -> None:
    marked = asked(name).mark(blank_of(name))
    said = asked(name).when_blank
    assert (marked.score, marked.attempted, marked.summary, marked.notes) == (0, False, said, ())


@pytest.mark.parametrize("name", MARKED)
def test_the_right_answer_earns_everything_and_the_explanation(name: str) -> None:
    marked = asked(name).mark(asked(name).right_answer())
    assert (marked.score, marked.right, marked.attempted) == (1, True, True)
    assert marked.summary == f"Right.\n{asked(name).explanation}"
    assert {note.verdict for note in marked.notes} == {"right"}


@pytest.mark.parametrize("name", ["sunk_cost", "reply_to_manager"])
def test_questions_that_nobody_marks_cannot_be_marked(name: str) -> None:
    with pytest.raises(TypeError, match="is not marked"):
        asked(name).mark("anything")
    with pytest.raises(TypeError, match="has no right answer"):
        asked(name).right_answer()


# Choice: all subsets.


def test_exactly_one_answer_to_a_question_with_several_options_is_right() -> None:
    assert {ids: asked("tangibles").mark(ids).score for ids in SUBSETS} == {
        ids: float(ids == TANGIBLES) for ids in SUBSETS
    }


def test_ticking_everything_earns_nothing() -> None:
    assert asked("tangibles").mark(OPTIONS).score == 0


def test_right_ticks_never_lower_the_score_and_wrong_ones_never_raise_it() -> None:
    score = {ids: asked("tangibles").mark(ids).score for ids in SUBSETS}
    for ids in SUBSETS:
        for more in set(OPTIONS) - ids:
            better = score[ids | {more}] - score[ids]
            assert better >= 0 if more in TANGIBLES else better <= 0


@pytest.mark.parametrize("name", ["gap_sign", "passive"])
def test_exactly_one_option_of_a_single_choice_scores(name: str) -> None:
    options = [option.id for option in asked(name).options]
    scores = [asked(name).mark([each]).score for each in options]
    assert sorted(scores) == [0] * (len(options) - 1) + [1]


@pytest.mark.parametrize("chosen", SUBSETS, ids=lambda ids: "+".join(sorted(ids)) or "blank")
def test_notes_are_only_about_ticked_options(chosen: frozenset[str]) -> None:
    question = asked("tangibles")
    marked = question.mark(chosen)
    text = marked.summary + "".join(note.reason for note in marked.notes)
    assert {note.part for note in marked.notes} == chosen
    right = {note.part for note in marked.notes if note.verdict == "right"}
    assert right == chosen & TANGIBLES
    assert (STILL_MISSING in marked.summary) == (bool(chosen) and not chosen >= TANGIBLES)
    assert (question.explanation in marked.summary) == marked.right
    unearned = [question.reasons[each] for each in OPTIONS if each not in chosen]
    assert not [reason for reason in unearned if reason in text]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([*TANGIBLES, "promise"], "One of your ticks does not belong."),
        ([*TANGIBLES, "promise", "courtesy"], "2 of your ticks do not belong."),
    ],
)
def test_the_advice_counts_the_ticks_that_do_not_belong(chosen: list[str], said: str) -> None:
    assert said in asked("tangibles").mark(chosen).summary


UNKNOWN: dict[str, Any] = {
    "gap_sign": ["colour"],
    "tangibles": ["building", "colour"],
    "generic_strategies": {"gap_9": "cost"},
    "metric_meanings": {"no row": "no choice"},
    "recovery_steps": ["no step"],
}


@pytest.mark.parametrize(("name", "answer"), UNKNOWN.items())
def test_an_answer_to_another_question_is_refused(name: str, answer: Any) -> None:
    with pytest.raises(ValueError, match=f"'{name}'"):
        asked(name).mark(answer)


def test_two_answers_to_a_single_choice_are_refused() -> None:
    with pytest.raises(ValueError, match="takes one answer"):
        asked("gap_sign").mark(["shortfall", "surplus"])


# Matching and categorising: every row with every choice, or with none.


def assignments(question: Any) -> list[dict[str, str]]:
    choices = [None, *(choice.id for choice in question.choices)]
    rows = [row.id for row in question.rows]
    spaces = (dict(zip(rows, each, strict=True)) for each in product(choices, repeat=len(rows)))
    return [{row: each for row, each in one.items() if each} for one in spaces]


@pytest.mark.parametrize("name", ["metric_meanings", "short_pairs", "rater_cues"])
def test_every_answer_scores_its_share_of_right_rows(name: str) -> None:
    question = asked(name)
    space = assignments(question)
    assert len(space) == (len(question.choices) + 1) ** len(question.rows)
    for answer in space:
        right = sum(answer.get(row) == question.answers[row] for row in question.answers)
        marked = question.mark(answer)
        assert isclose(marked.score, right / len(question.rows))
        assert marked.right == (answer == question.answers)
        assert marked.attempted == bool(answer)


@pytest.mark.parametrize("name", ["metric_meanings", "short_pairs", "rater_cues"])
def test_giving_all_rows_one_choice_earns_less_than_the_right_answer(name: str) -> None:
    question = asked(name)
    for choice in question.choices:
        assert question.mark(dict.fromkeys(question.answers, choice.id)).score < 1


@pytest.mark.parametrize("name", ["metric_meanings", "rater_cues"])
def test_another_right_row_never_lowers_the_score_and_a_wrong_one_never_raises_it(
    name: str,
) -> None:
    question = asked(name)
    for answer in assignments(question):
        before = question.mark(answer).score
        for row, right in question.answers.items():
            assert question.mark({**answer, row: right}).score >= before
            for choice in question.choices:
                if row not in answer and choice.id != right:
                    assert question.mark({**answer, row: choice.id}).score == before


def test_every_row_says_whether_it_is_right_and_why() -> None:
    question = asked("metric_meanings")
    rows = [row.id for row in question.rows]
    lure, others = next(iter(question.lures)), question.answers
    answer = {rows[0]: others[rows[0]], rows[1]: lure, rows[2]: others[rows[3]]}
    notes = question.mark(answer).notes
    assert [note.verdict for note in notes] == ["right", "wrong", "wrong", "open"]
    reasons = [question.reasons[rows[0]], question.lures[lure], question.pairs[3].if_misplaced, ""]
    assert [note.reason for note in notes] == reasons
    # A reason of the row itself goes before that of the choice.
    notes = question.mark({rows[1]: others[rows[3]]}).notes
    assert notes[1].reason == question.pairs[1].because_not["churn"]


@pytest.mark.parametrize("name", ["metric_meanings", "rater_cues"])
def test_a_wrong_choice_without_a_reason_is_a_problem(name: str) -> None:
    question = asked(name)
    part = "pairs" if name == "metric_meanings" else "categories"
    first, *others = getattr(question, part)
    assert not list(question.problems())
    silent = replace(question, **{part: (replace(first, if_misplaced=""), *others)})
    (problem,) = silent.problems()
    assert problem[0].startswith("nothing says why")
    right = first.right if name == "metric_meanings" else first.text
    second = replace(others[0], if_misplaced=f"It is {right}, of course.")
    told = [what for what, _ in replace(question, **{part: (first, second)}).problems()]
    assert told and all("says what is right" in what or "unknown" in what for what in told)


def test_reasons_that_nobody_would_read_are_problems() -> None:
    question = asked("rater_cues")
    first, *others = question.entries
    extra = replace(first, because_not={first.category: "No."})
    told = [what for what, _ in replace(question, entries=(extra, *others)).problems()]
    assert told == [f"{first.text!r} has a reason against a choice that is right or unknown"]
    own = tuple(replace(one, because_not={"empathy": "No."}) for one in question.entries)
    told = [what for what, _ in replace(question, entries=own).problems()]
    assert "the reason against 'Empathy' is never given" in told


def test_partial_credit_is_stated_in_numbers() -> None:
    question = asked("rater_cues")
    one, *others = question.answers
    told = question.mark({one: question.answers[one]}).summary
    assert told == "Not yet.\n1 of 4 entries is right."
    most = {row: question.answers[row] for row in others}
    assert question.mark(most).summary == "Not yet.\n3 of 4 entries are right."


# Ordering: every order.


def test_an_order_earns_the_share_of_pairs_in_the_right_order() -> None:
    question = asked("recovery_steps")
    scores = {}
    for order in permutations(question.order):
        places = [question.order.index(step) for step in order]
        right = sum(a < b for a, b in combinations(places, 2))
        scores[order] = question.mark(list(order)).score
        assert isclose(scores[order], right / 10)
    assert [order for order, score in scores.items() if score == 1] == [question.order]
    assert scores[question.order[::-1]] == 0


def test_swapping_two_wrong_neighbours_always_raises_the_score() -> None:
    question = asked("recovery_steps")
    for order in permutations(question.order):
        for place in range(len(order) - 1):
            first, second = order[place : place + 2]
            swapped = [*order[:place], second, first, *order[place + 2 :]]
            mends = question.order.index(first) > question.order.index(second)
            gain = question.mark(swapped).score - question.mark(list(order)).score
            assert (gain > 0) == mends


def test_every_wrong_step_says_where_it_belongs() -> None:
    question = asked("recovery_steps")
    first, second, third, *rest = question.order
    notes = question.mark([second, first, third, *rest]).notes
    assert [note.label for note in notes[:3]] == [
        "Belongs later.",
        "Belongs earlier.",
        "In the right place.",
    ]
    reasons = [question.steps[1].if_too_early, PUSHED["earlier"], question.reasons[third]]
    assert [note.reason for note in notes[:3]] == reasons


def test_every_wrong_order_says_why_of_some_step_that_comes_too_early() -> None:
    question = asked("recovery_steps")
    early = {one: step.if_too_early for one, step in question.in_order.items()}
    for order in set(permutations(question.order)) - {question.order}:
        notes = question.mark(list(order)).notes
        assert all(note.reason for note in notes)
        for note in (note for note in notes if note.verdict == "wrong"):
            before = question.order[max(question.order.index(note.part) - 1, 0)]
            if note.reason == early[note.part]:
                assert order.index(note.part) < order.index(before)
        assert any(note.reason == early[note.part] for note in notes)


def test_a_step_without_a_reason_is_a_problem_except_for_the_first() -> None:
    question = asked("recovery_steps")
    first, *others = question.steps
    mute = replace(others[-1], if_too_early="")
    (problem,) = replace(question, steps=(first, *others[:-1], mute)).problems()
    assert "cannot come before the step that it follows" in problem[0]
    eager = replace(first, if_too_early="It cannot.")
    (problem,) = replace(question, steps=(eager, *others)).problems()
    assert "cannot come too early" in problem[0]


# Numbers.

READINGS = {
    ("62.5", ""): {62.5},
    ("62,5", ""): {62.5},
    (" 62.5 % ", "%"): {62.5},
    ("62.5 per cent", "%"): {62.5},
    ("62.5percent", "%"): {62.5},
    ("62.5", "%"): {62.5},
    ("−3", ""): {-3},
    ("+3", ""): {3},
    ("-€ 1,250.50", "EUR"): {-1250.5},
    ("1.250,50 euros", "EUR per customer"): {1250.5},
    ("1 250", ""): {1250},
    ("1\u202f250", ""): {1250},
    ("1,250", ""): {1250, 1.25},
    ("1.250", ""): {1250, 1.25},
    ("12,50", ""): {12.5},
    ("1,250,000", ""): {1250000},
    (".5", ""): {0.5},
    ("5.", ""): {5},
    ("007", ""): {7},
    ("３", ""): {3},
    ("12 days", "days"): {12},
}
NO_NUMBERS = ["", " ", "%", "about 5", "5 or 6", "1,2,3", "1.2.3", "1,25,000", "--5", "5-", "1e3",
              "nan", "inf", "1_000", "0x10", "5 EUR", ",", ".", "½", "1..5", "1,,5"]  # fmt: skip


@pytest.mark.parametrize(("written", "numbers"), READINGS.items(), ids=str)
def test_numbers_are_read_as_people_write_them(
    written: tuple[str, str], numbers: set[float]
) -> None:
    assert readings(*written) == numbers


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_text_that_is_not_a_number_is_not_read(text: str) -> None:
    assert readings(text) == frozenset()


@pytest.mark.parametrize("text", ["five of eight", "5/8"])
def test_an_unreadable_answer_is_reported_and_is_not_an_attempt(text: str) -> None:
    marked = asked("csat_share").mark(text)
    assert (marked.score, marked.attempted, marked.summary) == (0, False, NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["62.5", "62,5 %", "62.45", "62.55", "62.500"])
def test_numbers_within_the_tolerance_are_right(text: str) -> None:
    assert asked("csat_share").mark(text).score == 1


@pytest.mark.parametrize("text", ["62.449", "62.551", "63", "62", "-62.5", "0.625", "160"])
def test_numbers_beyond_the_tolerance_are_not(text: str) -> None:
    marked = asked("csat_share").mark(text)
    assert (marked.score, marked.attempted) == (0, True)
    assert asked("csat_share").because not in marked.notes[0].reason


WHY = {
    "160": "eight over five",
    "160.04": "eight over five",
    "-62.5": "sign",
    "0.625": "percentage",
    "62.6": "rounded",
    "12": "once more",
}


@pytest.mark.parametrize(("text", "said"), WHY.items())
def test_a_wrong_number_gets_a_likely_cause(text: str, said: str) -> None:
    assert said in asked("csat_share").mark(text).notes[0].reason


def test_the_tolerance_applies_to_many_numbers_in_many_spellings() -> None:
    random = Random(7)
    for _ in range(3000):
        decimals = random.choice([0, 1, 2])
        target = round(random.uniform(-5000, 5000), decimals)
        tolerance = random.choice([0, 0.05, 0.5, 2]) if decimals == 0 else random.choice([0.05, 2])
        question = replace(asked("csat_share"), answer=target, tolerance=tolerance, mistakes=())
        off = random.choice([0, 0.99, 1.01, 3]) * tolerance or random.choice([0, 1])
        written = f"{target + random.choice([-1, 1]) * off:{random.choice(['', ','])}.4f}"
        if random.random() < 0.5:
            written = written.translate(str.maketrans(",.", ".,"))
        assert question.mark(written).right == (off <= tolerance), (target, tolerance, written)


def test_whole_numbers_are_exact() -> None:
    question = replace(asked("csat_share"), answer=75.0, tolerance=0.0, mistakes=(), unit="")
    given = ["75", "75.0", "75,00", "74", "76", "75.01"]
    assert [question.mark(text).right for text in given] == [True] * 3 + [False] * 3


# Gaps.


@pytest.mark.parametrize(
    "text", ["narrow", " Narrow ", "NARROW", "nar row", "narrow.", "focused", "“focused”"]
)
def test_every_accepted_form_fills_its_gap(text: str) -> None:
    marked = asked("generic_strategies").mark({"gap_1": text})
    assert (marked.score, [note.verdict for note in marked.notes]) == (0.5, ["right", "open"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("Broad", "serves the whole market"), ("narow", "spelling"), ("wide", ""), ("arrow", "")],
)
def test_a_known_wrong_form_gets_its_explanation(text: str, said: str) -> None:
    note = asked("generic_strategies").mark({"gap_1": text}).notes[0]
    assert note.verdict == "wrong"
    assert said in note.reason
    assert bool(said) == bool(note.reason)


def test_gaps_earn_their_share_in_every_combination() -> None:
    values = {"": 0.0, "narrow": 0.5, "broad": 0.0, "cost": 0.0}
    others = {"": 0.0, "low-cost": 0.5, "narrow": 0.0}
    for (one, first), (other, second) in product(values.items(), others.items()):
        assert asked("generic_strategies").mark({"gap_1": one, "gap_2": other}).score == (
            first + second
        )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Word of mouth", "word-of-mouth", True),
        ("customers' needs", "customers needs", True),
        ("Zeithaml", "ZEITHAML", True),
        ("5", "-5", False),
        ("C++", "C", False),
        ("needs", "need", False),
        ("straße", "STRASSE", True),
    ],
)
def test_what_counts_as_the_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


# Foreign answers.

NONSENSE: list[Any] = [None, 7, True, {}, [], [None], [["a"]], [{"id": 1}], {"a": 1}, {"a": ["b"]}]


@pytest.mark.parametrize("name", authored())
@pytest.mark.parametrize("wanted", NONSENSE, ids=repr)
def test_invalid_values_count_as_a_blank_answer(name: str, wanted: object) -> None:
    assert asked(name).to_answer(wanted) == blank_of(name)


@pytest.mark.parametrize("name", MARKED)
def test_possible_answers_are_kept_and_can_be_marked(name: str) -> None:
    right = asked(name).right_answer()
    assert asked(name).to_answer(right) == right


def test_a_word_that_belongs_in_another_gap_is_recognised() -> None:
    first, second = asked("generic_strategies").mark({"gap_1": "Cost", "gap_2": "narrow"}).notes
    assert [(each.verdict, each.reason) for each in (first, second)] == [("wrong", OTHER_GAP)] * 2


def test_valid_parts_of_an_answer_are_kept() -> None:
    question = asked("rater_cues")
    row = question.rows[0].id
    wanted = {row: "empathy", "other": "empathy", question.rows[1].id: "sympathy"}
    assert question.to_answer(wanted) == {row: "empathy"}
    assert asked("generic_strategies").to_answer({"gap_1": "a", "gap_2": 5}) == {"gap_1": "a"}


def test_options_keep_the_order_in_which_the_page_sent_them() -> None:
    """The page shows a verdict only beside the answer that it sent."""
    for sent in (["building", "promise"], ["promise", "building"]):
        assert asked("tangibles").to_answer([*sent, sent[0], "colour"]) == sent


def test_long_answers_are_cut() -> None:
    assert len(asked("csat_share").to_answer("1" * 10**6)) < 1000
    assert len(asked("reply_to_manager").to_answer("1" * 10**6)) <= 10_000


# The order that a student sees.

STUDENTS = [f"student {number}" for number in range(600)]


def shown(name: str, student: str) -> tuple[str, ...]:
    parts = asked(name).parts(student)
    kept = parts.get("options") or parts.get("steps") or parts["choices"]
    return tuple(part.id for part in kept)


@pytest.mark.parametrize("name", ["gap_sign", "tangibles", "metric_meanings", "recovery_steps"])
def test_order_is_stable_for_a_student_and_differs_between_students(name: str) -> None:
    assert len({shown(name, "ann") for _ in range(5)}) == 1
    orders = {shown(name, student) for student in STUDENTS}
    assert len(orders) >= 5


@pytest.mark.parametrize("name", ["passive", "rater_cues"])
def test_true_and_false_and_categories_are_not_shuffled(name: str) -> None:
    assert len({shown(name, student) for student in STUDENTS}) == 1


def test_the_right_option_is_equally_often_in_each_position() -> None:
    places = Counter(shown("gap_sign", student).index("shortfall") for student in STUDENTS)
    assert len(places) == 3
    assert all(160 < count < 240 for count in places.values()), places


def test_rows_and_partners_are_shuffled_apart() -> None:
    hits = 0
    for student in STUDENTS:
        question = asked("metric_meanings")
        parts = question.parts(student)
        first = question.answers[parts["rows"][0].id]
        hits += parts["choices"][0].id == first
    assert 80 < hits < 160, hits


def test_the_authors_order_does_not_affect_the_order_shown() -> None:
    question = asked("tangibles")
    turned = replace(question, options=question.options[::-1])
    assert all(question.parts(one) == turned.parts(one) for one in STUDENTS)


def test_steps_never_start_in_order() -> None:
    question = asked("recovery_steps")
    three = replace(question, steps=question.steps[:3])
    starts = Counter(tuple(s.id for s in three.parts(one)["steps"]) for one in STUDENTS)
    assert three.order not in starts
    assert len(starts) == 5


@pytest.mark.parametrize("name", authored())
def test_every_order_contains_all_parts(name: str) -> None:
    always, ann = asked(name).parts(), asked(name).parts("ann")
    assert {key: sorted(map(repr, parts)) for key, parts in always.items()} == {
        key: sorted(map(repr, parts)) for key, parts in ann.items()
    }
