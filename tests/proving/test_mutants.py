"""Mutants change one thing, and hidden tests must reject those that are wrong."""

from __future__ import annotations

import ast
from collections.abc import Mapping

import pytest

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.proving.chart_mutants import chart_changes
from grading_helpers.instructor.proving.choose_batteries import choose_inputs
from grading_helpers.instructor.proving.mutant_proofs import HiddenTests, key_of, prove_mutants
from grading_helpers.instructor.proving.mutants import any_changes, mutants
from grading_helpers.instructor.proving.trials import Trials, try_out


def changes(code: str) -> set[str]:
    return {one.change for one in mutants(code)}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("a < b", "a < b → a <= b"),
        ("a == b", "a == b → a != b"),
        ("a in b", "a in b → a not in b"),
        ("a + b", "a + b → a - b"),
        ("a & b", "a & b → a | b"),
        ("a and b", "a and b → a or b"),
        ("a and b", "a and b → b"),
        ("not a", "not a → a"),
        ("a + 4", "4 → 5"),
        ("f(True)", "True → False"),
        ("min(a)", "min → max"),
        ("a.first()", "a.first → a.last"),
        ("a.agg('mean')", "'mean' → 'median'"),
        ("a.round(2)", "a.round(2) → a"),
        ("f(a, key=b)", "f(a, key=b) → f(a)"),
        ("a if b else c", "a if b else c → a if True else c"),
        ("[a for a in b if a]", "for a in b if a → for a in b"),
        ("a[1:]", "1: → :"),
    ],
)
def test_each_kind_of_change_is_made(code: str, change: str) -> None:
    assert change in {" ".join(one.split()) for one in changes(code)}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("axes.bar(a, b)", "axes.bar(a, b) → axes.bar(b, a)"),
        ("axes.bar(a, b)", "axes.bar(a, b) → axes.bar(a, list(b)[::-1])"),
        ("axes.bar(a, b)", "axes.bar(a, b) → axes.bar(a, b, color='none')"),
        ("axes.bar(a, b, width=1)", "axes.bar(a, b, width=1) → axes.bar(a, b, width=0)"),
        ("axes.bar(a, b)", "axes.bar → axes.barh"),
        ("axes.axhline(0)", "axes.axhline → axes.axvline"),
        ("axes.axhline(0)", "axes.axhline(0) → nothing"),
        ("axes.set(xlabel=a)", "xlabel=a → ylabel=a"),
        ("axes.set(ylabel='gap (points)')", "'gap (points)' → 'gap'"),
        ("axes.set(ylabel='gap (points)')", "'gap (points)' → ''"),
        ("a.sort_values()", "a.sort_values() → a.sort_values(ascending=False)"),
        ("a['mean']", "'mean' → 'count'"),
        ("[b[c] for c in a]", "for c in a → for c in list(a)[1:]"),
        ("[b[c] for c in a]", "[b[c] for c in a] → [-b[c] for c in a]"),
        ("def f():\n    return a", "return a → return (a, plt.ylim(0, 1))[0]"),
    ],
)
def test_a_chart_may_change_in_more_ways(code: str, change: str) -> None:
    drawn = {" ".join(one.change.split()) for one in mutants(code, (any_changes, chart_changes))}
    assert change in drawn


def test_what_changes_in_charts_only_leaves_other_answers_alone() -> None:
    assert changes("axes.bar(a, b)") == {"axes.bar(a, b) → axes", "axes.bar(a, b) → nothing"}


def test_a_statement_may_be_left_out() -> None:
    assert "raise ValueError → nothing" in changes("def f():\n    raise ValueError")
    assert "a.sort() → nothing" in changes("a.sort()")


def test_words_that_nobody_grades_do_not_change() -> None:
    code = 'def f(a: "int") -> "int":\n    """Say 3."""\n    raise ValueError("no 3")'
    assert changes(code) == {"raise ValueError('no 3') → nothing"}


def test_no_two_mutants_are_the_same_and_all_can_be_read() -> None:
    found = [one.code for one in mutants("def f(a):\n    return [b + 1 for b in a if b > 1][:2]")]
    assert len(found) == len(set(found)) > 8
    assert all(ast.parse(code) for code in found)


def tried_on(rater: ReadLesson) -> Trials:
    exercise = rater.exercises["csat_by_store"]
    assert exercise.contract
    return try_out(rater.lesson, exercise, exercise.contract, 60, 2026)


def solution(rater: ReadLesson) -> Mapping[str, str]:
    return {"the solution": rater.lesson.answers["csat_by_store"].source}


def hidden_tests(rater: ReadLesson, tried: Trials) -> HiddenTests:
    cells = rater.lesson.tests_of("csat_by_store")
    return HiddenTests(tried.setup, {name: cell.source for name, cell in cells.items()})


def test_the_test_that_rejected_an_answer_runs_first_for_the_next_one() -> None:
    ran: list[str] = []
    cells = {name: f"ran.append({name!r})\nassert {name} == 1" for name in ("one", "two", "three")}
    tests = HiddenTests({"ran": ran}, cells)
    assert not tests.accept("one, two, three = 1, 1, 2")
    assert not tests.accept("one, two, three = 1, 1, 3")
    assert tests.accept("one, two, three = 1, 1, 1")
    assert ran == ["one", "two", "three", "three", "three", "one", "two"]


@pytest.mark.integration
def test_hidden_tests_with_batteries_reject_every_mutant(rater: ReadLesson) -> None:
    tried = tried_on(rater)
    proof = prove_mutants(tried, solution(rater), hidden_tests(rater, tried))
    assert proof.made > 15
    assert proof.rejected == proof.wrong == proof.made - len(proof.agreeing)


@pytest.mark.integration
def test_a_mutant_that_lax_tests_accept_is_named_with_an_input(rater: ReadLesson) -> None:
    tried = tried_on(rater)
    lax = HiddenTests(tried.setup, {"csat_by_store_values": "csat_by_store"})
    proof = prove_mutants(tried, solution(rater), lax)
    assert any("survey['csat'].ge → survey['csat'].gt" in one for one in proof.survivors)
    assert all("wrong on an input of" in one for one in proof.survivors)


@pytest.mark.integration
def test_a_mutant_that_has_agreed_before_is_not_tried_again(rater: ReadLesson) -> None:
    tried = tried_on(rater)
    (code,) = solution(rater).values()
    known = {key_of(one, code) for one in mutants(code)}
    lax = HiddenTests(tried.setup, {"csat_by_store_values": "csat_by_store"})
    assert prove_mutants(tried, solution(rater), lax, known).survivors == ()
    of_another_solution = {key_of(one, f"{code}\n") for one in mutants(code)}
    assert prove_mutants(tried, solution(rater), lax, of_another_solution).survivors


@pytest.mark.integration
def test_drawing_again_chooses_the_same(rater: ReadLesson) -> None:
    exercise = rater.exercises["csat_by_store"]
    one, same = (choose_inputs(rater.lesson, exercise, 5, 60) for _ in range(2))
    assert one == same
    assert set(one.inputs.tests) == {"csat_by_store_values", "csat_by_store_empty_groups"}
