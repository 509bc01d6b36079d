"""Similar answers are listed; code that students were given does not count."""

from __future__ import annotations

import sys

import pytest

from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.report.graded_class import ClassWork, GradedCell, GradedWork
from grading_helpers.instructor.report.similar_answers import NoCopydetectError, similar_pairs

HANDED_OUT = '''def shares(table):
    """Return the share of every shop in the whole, in per cent."""
    shops = sorted(set(table["shop"]))
    whole = sum(value for value in table["sales"] if value == value)
'''
LOOP = """    found = {}
    for shop in shops:
        part = [v for v, s in zip(table["sales"], table["shop"]) if s == shop and v == v]
        found[shop] = 100 * sum(part) / whole if part else float("nan")
    return dict(sorted(found.items()))
"""
RENAMED = LOOP.replace("found", "answer").replace("part", "mine")
FRAMED = """    kept = table.dropna(subset=["sales"]).groupby("shop")["sales"].agg("sum")
    return kept.reindex(shops).div(whole).mul(100).round(3).to_dict()
"""


def class_of(**answers: str) -> ClassWork:
    planned = AssignmentCell("shares", "shares", "code", Role.ANSWER, HANDED_OUT + LOOP, HANDED_OUT)
    works = tuple(
        GradedWork(
            student,
            {"shares_values": 0.0},
            {},
            frozenset(),
            (
                GradedCell("shares", "shares", "code", HANDED_OUT + answer),
                GradedCell("test", "shares_values", "code", LOOP * 5),
                GradedCell("extra-1", "", "code", LOOP * 5),
            ),
        )
        for student, answer in answers.items()
    )
    return ClassWork(Assignment("l", "l", (planned,), {}, {}), works)


def test_a_copy_with_other_names_is_listed() -> None:
    found = similar_pairs(class_of(ada=LOOP, ben=FRAMED, cleo=RENAMED))
    assert [(pair.one, pair.other) for pair in found] == [("ada", "cleo")]
    assert 0.8 <= found[0].share_of_one <= 1


def test_given_code_and_tests_do_not_count_as_similar() -> None:
    assert similar_pairs(class_of(ada=FRAMED, ben=LOOP)) == ()
    assert similar_pairs(class_of(ada="", ben="")) == ()


def test_of_very_long_answers_only_the_beginning_is_compared() -> None:
    # Reading a million of these lines would take hours.
    blank = " " * 10 + "\n"
    found = similar_pairs(class_of(ada=LOOP + blank * 100_000, ben=FRAMED, cleo=LOOP))
    assert [(pair.one, pair.other) for pair in found] == [("ada", "cleo")]


def test_the_message_without_copydetect_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "copydetect", None)
    with pytest.raises(NoCopydetectError, match=r"pip install .*similarity"):
        similar_pairs(class_of(ada=LOOP))
