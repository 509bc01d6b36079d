"""Each mistake of an author is reported in one line, all at once, and nothing is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.build import build
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError

LESSON = "course/03_rater/lesson.md"
QUIZ = "course/03_rater/quiz.yml"
GAPS = "course/03_rater/exercises/servqual_gaps"


def replace(file: str, old: str, new: str):  # type: ignore[no-untyped-def]
    def damage(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to damage"
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return damage


def remove(file: str):  # type: ignore[no-untyped-def]
    return lambda root: (root / file).unlink()


def add(file: str, content: bytes):  # type: ignore[no-untyped-def]
    return lambda root: (root / file).write_bytes((root / file).read_bytes() + content)


def give(recipe: str):  # type: ignore[no-untyped-def]
    return replace(f"{GAPS}/check.yml", "[{table: servqual.csv}]", f"[{{{recipe}}}]")


# What is damaged, and what the message must say.
DAMAGED = {
    "unknown_quiz_id": (
        replace(LESSON, 'quiz("gap_sign")', 'quiz("gap_sing")'),
        rf"{LESSON}:\d+: the quiz id 'gap_sing' is not in quiz.yml",
    ),
    "duplicate_grade_id": (
        replace(LESSON, "grade_id: gap_chart_reading_aids", "grade_id: gap_chart_bars"),
        rf"{LESSON}:\d+: the grade_id 'gap_chart_bars' is already used on line \d+",
    ),
    "contract_with_unknown_test": (
        replace(f"{GAPS}/contract.py", '"servqual_gaps_values"', '"servqual_gaps_value"'),
        rf"{GAPS}/contract.py:\d+: tests names 'servqual_gaps_value', which is not a test",
    ),
    "missing_grade_id": (
        replace(LESSON, "  grade_id: gap_chart_bars\n", ""),
        rf"{LESSON}:\d+: a graded cell has no grade_id",
    ),
    "grade_id_no_identifier": (
        replace(LESSON, "grade_id: gap_chart_bars", "grade_id: gap-chart-bars"),
        rf"{LESSON}:\d+: the grade_id 'gap-chart-bars' is not an identifier",
    ),
    "test_without_points": (
        replace(LESSON, "  points: 2\n", ""),
        rf"{LESSON}:\d+: servqual_gaps_values has no points",
    ),
    "test_of_no_exercise": (
        replace(LESSON, "grade_id: gap_chart_bars", "grade_id: bars"),
        rf"{LESSON}:\d+: the test 'bars' belongs to no exercise",
    ),
    "exercise_without_folder": (
        lambda root: shutil.rmtree(root / GAPS),
        rf"{LESSON}:\d+: the exercise 'servqual_gaps' has no folder of answers",
    ),
    "folder_without_check": (
        remove(f"{GAPS}/check.yml"),
        rf"{GAPS}/check.yml:1: it is missing",
    ),
    "folder_of_no_exercise": (
        lambda root: (root / "course/03_rater/exercises/nps").mkdir(),
        r"course/03_rater/exercises/nps:1: no answer cell is called 'nps'",
    ),
    "function_of_another_name": (
        replace(LESSON, "def gap_chart(gaps)", "def gap_plot(gaps)"),
        rf"{LESSON}:\d+: the answer cell 'gap_chart' defines no function of that name",
    ),
    "solution_not_marked": (
        replace(LESSON, "    ### BEGIN SOLUTION\n", ""),
        rf"{LESSON}:\d+: the answer cell 'csat_by_store' does not mark its solution",
    ),
    "solution_no_python": (
        replace(LESSON, 'rated = survey["csat"].notna()', "rated = = survey"),
        rf"{LESSON}:\d+: the solution is not valid Python",
    ),
    "malformed_header_of_a_cell": (
        replace(LESSON, "  grade_id: gap_chart_bars", "  grade_id: [gap_chart_bars"),
        rf"{LESSON}:\d+: malformed YAML",
    ),
    "malformed_markdown_header": (
        replace(LESSON, '+++ {"nbgrader": {"grade": false,', '+++ {"nbgrader": {"grade": false'),
        rf"{LESSON}:\d+: the cell header is not valid JSON",
    ),
    "malformed_quiz": (
        replace(QUIZ, "- id: ces_direction", "- id: [ces_direction"),
        rf"{QUIZ}:\d+: malformed YAML",
    ),
    "empty_quiz": (
        lambda root: (root / QUIZ).write_text(""),
        rf"{QUIZ}:1: it has no list of questions",
    ),
    "two_right_options": (
        replace(QUIZ, "- id: all_asked", "- correct: true\n    id: all_asked"),
        rf"{QUIZ}:\d+: question 'csat_blank': 2 options are correct",
    ),
    "option_without_a_reason": (
        replace(QUIZ, "    because: A blank is not an", "    note: A blank is not an"),
        rf"{QUIZ}:\d+: question 'csat_blank': options → 0 → because: this key is missing",
    ),
    "giveaway_option": (
        replace(QUIZ, "text: It needs the mean rating first", "text: None of the above"),
        rf"{QUIZ}:\d+: question 'csat_blank': option 'mean_over_five' only refers to the others",
    ),
    "questions_that_are_no_list": (
        lambda root: (root / QUIZ).write_text("questions: none yet"),
        rf"{QUIZ}:1: it has no list of questions",
    ),
    "question_twice": (
        replace(QUIZ, "- id: ces_direction", "- id: csat_blank"),
        rf"{QUIZ}:\d\d+: question 'csat_blank': a question on line \d+ has the same id",
    ),
    "too_few_right_answers": (
        lambda root: [f.unlink() for f in sorted((root / GAPS).glob("right_*.py"))[1:]],
        rf"{GAPS}:1: it has 1 answers right_",
    ),
    "answer_without_a_message": (
        replace(f"{GAPS}/wrong_blank_is_zero.py", '"""Your', '""" """\nx = """Your'),
        rf"{GAPS}/wrong_blank_is_zero.py:1: it has no docstring",
    ),
    "message_that_names_the_type_of_the_result": (
        replace(
            f"{GAPS}/wrong_blank_is_zero.py", '"""Your', '"""Your function returns a list.\n\nYour'
        ),
        rf"{GAPS}/wrong_blank_is_zero.py:1: its message is untrue for a result of another type",
    ),
    "answer_fails_an_unknown_test": (
        replace(f"{GAPS}/wrong_blank_is_zero.py", "Fails: servqual", "Fails: serqual"),
        rf"{GAPS}/wrong_blank_is_zero.py:\d+: it names tests that 'servqual_gaps' does not have",
    ),
    "answer_neither_right_nor_wrong": (
        lambda root: (root / GAPS / "other.py").write_text('"""What?"""\n'),
        rf"{GAPS}/other.py:1: its name says neither right nor wrong",
    ),
    "check_of_an_unknown_table": (
        replace(f"{GAPS}/check.yml", "servqual.csv", "servqal.csv"),
        rf"{GAPS}/check.yml:1: .*Did you mean 'servqual.csv'",
    ),
    "control_character_in_a_quiz": (
        replace(QUIZ, "- id: ces_direction", "- id: ces_\x07direction"),
        rf"{QUIZ}:\d\d+: malformed YAML \(control characters are not allowed",
    ),
    "no_such_day_in_a_quiz": (
        replace(QUIZ, "- id: ces_direction", "- id: 2026-02-30"),
        rf"{QUIZ}:\d\d+: malformed YAML \('2026-02-30' is not a valid timestamp: day is out",
    ),
    "no_such_day_in_a_check": (
        replace(f"{GAPS}/check.yml", "keeps_input: ", "keeps_input: 2026-02-30 #"),
        rf"{GAPS}/check.yml:2: malformed YAML \('2026-02-30' is not a valid timestamp",
    ),
    "control_character_in_a_check": (
        replace(f"{GAPS}/check.yml", "keeps_input: ", "keeps_input: \x07"),
        rf"{GAPS}/check.yml:2: malformed YAML \(control characters are not allowed",
    ),
    "quiz_not_in_utf_8": (
        add(QUIZ, b"# caf\xe9\n"),
        rf"{QUIZ}:\d\d\d+: it is not UTF-8 text",
    ),
    "check_not_in_utf_8": (
        add(f"{GAPS}/check.yml", b"# caf\xe9\n"),
        rf"{GAPS}/check.yml:22: it is not UTF-8 text",
    ),
    "answer_not_in_utf_8": (
        add(f"{GAPS}/wrong_blank_is_zero.py", b"# caf\xe9\n"),
        rf"{GAPS}/wrong_blank_is_zero.py:\d\d: it is not UTF-8 text",
    ),
    "lesson_not_in_utf_8": (
        add(LESSON, b"caf\xe9\n"),
        rf"{LESSON}:\d{{4}}: it is not UTF-8 text",
    ),
    "references_not_in_utf_8": (
        add("course/references.md", b"caf\xe9\n"),
        r"course/references.md:\d+: it is not UTF-8 text",
    ),
    "ragged_csv": (
        give(r'csv: "a,b\n1,2\n1,2,3\n"'),
        rf"{GAPS}/check.yml:9: cases → 0 → inputs → 0: "
        ".*its csv is not a valid table .* line 3, saw 3",
    ),
    "csv_whose_rows_cannot_be_numbered": (
        give(r'csv: "a,b\nx,1,2\ny,1,2\n", first_row: 3'),
        rf"{GAPS}/check.yml:9: cases → 0 → inputs → 0: .*its csv is not a valid table",
    ),
    "empty_csv": (
        give('csv: ""'),
        rf"{GAPS}/check.yml:\d+: cases → 0 → inputs → 0 → csv: String should have at least 1",
    ),
    "value_that_is_a_date": (
        give("value: 2026-02-28"),
        rf"{GAPS}/check.yml:9: cases → 0 → inputs → 0 → value: .*write a date in quotes",
    ),
    "empty_lesson": (
        lambda root: (root / LESSON).write_text(""),
        rf"{LESSON}:1: it has 0 cells, not ",
    ),
    "lesson_of_one_cell": (
        lambda root: (root / LESSON).write_text("# Title\n"),
        rf"{LESSON}:1: it has 1 cells, not ",
    ),
    "points_in_words": (
        replace(LESSON, "points: 2", "points: two"),
        rf"{LESSON}:\d\d+: servqual_gaps_values has no points",
    ),
    "points_that_are_no_number": (
        replace(LESSON, "points: 2", "points: .nan"),
        rf"{LESSON}:\d\d+: servqual_gaps_values has no points",
    ),
    "date_in_a_header": (
        replace(LESSON, "grade_id: gap_chart_bars", "grade_id: 2026-02-28"),
        rf"{LESSON}:\d\d+: the cell header has a value that a notebook cannot store .*type date",
    ),
    "no_such_day_in_a_header": (
        replace(LESSON, "grade_id: gap_chart_bars", "grade_id: 2026-02-30"),
        rf"{LESSON}:\d\d+: malformed YAML \('2026-02-30' is not a valid timestamp",
    ),
    "markdown_header_that_is_a_list": (
        add(LESSON, b"\n+++ [1]\n\nMore.\n"),
        rf"{LESSON}:\d\d+: it is not valid MyST \(.*is not a dict",
    ),
    "malformed_short_header": (
        add(LESSON, b"\n```{code-cell}\n:tags: [a\n1\n```\n"),
        rf"{LESSON}:\d\d+: it is not valid MyST \(Code cell ",
    ),
    "malformed_front_matter": (
        lambda root: (root / LESSON).write_bytes(
            b"---\na: [\n---\n" + (root / LESSON).read_bytes()
        ),
        rf"{LESSON}:\d: it is not valid MyST",
    ),
    "control_character_in_a_lesson": (
        replace(LESSON, "The board", "The\x07board"),
        rf"{LESSON}:50: there is a control character, '\\x07'",
    ),
    "check_of_no_tolerance": (
        replace(f"{GAPS}/check.yml", "tolerance: 0.0005", "tolerance: 0"),
        rf"{GAPS}/check.yml:\d+: tolerance: Input should be greater than 0",
    ),
}


@pytest.mark.integration
@pytest.mark.parametrize(("damage", "line"), DAMAGED.values(), ids=DAMAGED)
def test_a_fault_is_one_line_with_place_problem_and_fix(
    course_copy: Course, damage, line: str
) -> None:
    damage(course_copy.root)
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    lines = str(caught.value).splitlines()
    assert any(re.match(line, one) for one in lines), lines
    assert all(re.search(r"\. To fix: .+\.$", one) for one in lines), lines


def test_a_fault_names_the_line_to_change(course_copy: Course) -> None:
    damageed = {"unknown_quiz_id": "gap_sing", "solution_no_python": "rated = = survey"}
    for case in damageed:
        DAMAGED[case][0](course_copy.root)
    lines = (course_copy.root / LESSON).read_text("utf-8").splitlines()
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    near = {fault.line: lines[fault.line - 1 : fault.line + 1] for fault in caught.value.faults}
    for words in damageed.values():
        assert any(words in " ".join(found) for found in near.values()), near


def test_all_faults_are_listed_at_once_and_nothing_is_written(course_copy: Course) -> None:
    for case in ("unknown_quiz_id", "two_right_options", "too_few_right_answers"):
        DAMAGED[case][0](course_copy.root)
    (course_copy.package / "data" / "kano.csv").write_text("stale")
    before = {path: path.read_bytes() for path in _built(course_copy)}
    with pytest.raises(FaultsError) as caught:
        build(course_copy)
    assert {fault.file.name for fault in caught.value.faults} == {
        "lesson.md",
        "quiz.yml",
        "servqual_gaps",
    }
    assert {path: path.read_bytes() for path in _built(course_copy)} == before


def _built(course: Course) -> list[Path]:
    homes = [course.root / "source", course.root / "release", course.package]
    return [path for home in homes for path in home.rglob("*.*") if path.suffix != ".pyc"]


UNDECIDED = {
    "twins": (
        lambda root: (root / GAPS / "wrong_twin.py").write_text(
            (root / GAPS / "wrong_perception_only.py").read_text()
        ),
        rf"{GAPS}/wrong_twin.py:1: on the data that students see, it gives the results of "
        "wrong_perception_only",
    ),
    "invisible": (
        lambda root: (root / GAPS / "wrong_nothing.py").write_text(
            (root / GAPS / "right_two_groupbys.py")
            .read_text()
            .replace('back."""', 'back.\n\nFails: servqual_gaps_values\n"""')
        ),
        rf"{GAPS}/wrong_nothing.py:1: on the data that students see, "
        "it gives the solution's results",
    ),
    "right_answer_that_differs": (
        replace(f"{GAPS}/right_two_groupbys.py", '"P"] - complete["E', '"E"] - complete["P'),
        rf"{GAPS}/right_two_groupbys.py:1: its result differs from the solution's",
    ),
    "right_answer_that_stops": (
        replace(f"{GAPS}/right_two_groupbys.py", 'complete["P"] -', 'complete["p"] -'),
        rf"{GAPS}/right_two_groupbys.py:1: it fails on the SERVQUAL survey: KeyError\('p'\)",
    ),
    "solution_that_stops": (
        replace(LESSON, 'gap = pairs["P"] - pairs["E"]', 'gap = pairs["P"] - nothing'),
        rf"{LESSON}:\d+: the solution fails on the SERVQUAL survey",
    ),
}


@pytest.mark.integration
@pytest.mark.parametrize(("damage", "line"), UNDECIDED.values(), ids=UNDECIDED)
def test_a_corpus_that_the_data_cannot_tell_apart_is_a_fault(
    course_copy: Course, damage, line: str
) -> None:
    damage(course_copy.root)
    with pytest.raises(FaultsError) as caught:
        build(course_copy)
    assert any(re.match(line, one) for one in str(caught.value).splitlines()), caught.value


def test_a_name_that_two_lessons_use_is_reported_with_its_line(course_copy: Course) -> None:
    twin = course_copy.root / "course" / "04_rater"
    shutil.copytree(course_copy.root / "course" / "03_rater", twin)
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    named = {"gap_sign": "quiz.yml", "servqual_gaps": "lesson.md"}
    for name, file in named.items():
        what = f"{name!r} is used in 03_rater already"
        fault = next(fault for fault in caught.value.faults if fault.what == what)
        lines = (twin / file).read_text("utf-8").splitlines()
        assert fault.file == Path("course", "04_rater", file)
        assert name in lines[fault.line - 1]
