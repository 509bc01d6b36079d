"""The checks of lessons: structure, length, order, alt texts, spelling, links and citations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.authoring.lesson.wording_checks import citation_faults

LESSON = "course/03_rater/lesson.md"
QUIZ = "course/03_rater/quiz.yml"
GAPS = "course/03_rater/exercises/servqual_gaps"
CELL = '```{code-cell}\nquiz("gap_sign")\n```\n'
LONG = " ".join(["word"] * 141)


def replace(file: str, old: str, new: str):  # type: ignore[no-untyped-def]
    def damage(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to damage"
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return damage


def promise(points: str):  # type: ignore[no-untyped-def]
    def damage(root: Path) -> None:
        text = (root / LESSON).read_text("utf-8")
        (root / LESSON).write_text(re.sub(r" · \d+ points", points, text, count=1), "utf-8")

    return damage


def add_before_recap(text: str):  # type: ignore[no-untyped-def]
    return replace(LESSON, "## Recap", f"{text}\n\n+++\n\n## Recap")


# What is damaged, and what the message must say.
DAMAGED = {
    "too_many_cells": (
        add_before_recap("\n\n".join([CELL] * 86)),
        r":1: it has \d+ cells, not 45 to 145",
    ),
    "too_many_words": (
        add_before_recap("\n\n+++\n\n".join(["word " * 130] * 20)),
        r":1: it has \d+ words, more than 2600",
    ),
    "long_cell": (add_before_recap(LONG), r":\d+: the cell has 14\d words, more than 140"),
    "long_code": (
        replace(LESSON, "weights = pd.read_csv", "x = 1\n" * 26 + "weights = pd.read_csv"),
        r":\d+: the cell has 28 lines, more than 25",
    ),
    "long_wait": (
        replace(LESSON, "SERVQUAL measures one gap", f"{'word ' * 90}\n\n+++\n\n{'word ' * 80}"),
        r":\d+: \d+ words come before this cell, more than 150",
    ),
    "no_time": (promise(""), r":\d+: the first cell must give a title"),
    "other_points": (
        promise(" · 99 points"),
        r":\d+: the title promises 99 points, the cells give \d+",
    ),
    "late_import": (
        replace(LESSON, "ratings = pd.Series", "import random\nratings = pd.Series"),
        r":\d+: an import is in the middle of the lesson",
    ),
    "no_summary": (
        replace(LESSON, 'progress("03_rater")', 'progress("01_rater")'),
        r":\d+: there is no quiz summary at the end",
    ),
    "no_practice_at_the_end": (
        replace(LESSON, 'practice("03_rater")', 'practice("01_rater")'),
        r":\d+: there is no practice at the end",
    ),
    "nothing_due_at_the_head": (
        replace(LESSON, "practice(new=0)", "practice(new=3)"),
        r":\d+: the third cell does not ask what is due",
    ),
    "no_recap": (replace(LESSON, "## Recap", "## The end"), r":\d+: the last cell is not a recap"),
    "no_saving": (replace(LESSON, "Save (Ctrl+S)", "Close"), r":\d+: the last cell is not a recap"),
    "points_of_the_heading": (
        replace(LESSON, "by dimension (3 points)", "by dimension (2 points)"),
        r":\d+: the heading before 'servqual_gaps' does not say \(3 points\)",
    ),
    "exercise_out_of_order": (
        replace(LESSON, "### Exercise 2 ·", "### Exercise 3 ·"),
        r":\d+: exercise 3 comes where 2 should be",
    ),
    "section_out_of_order": (
        add_before_recap("## 1 · Before\n\n## 3 · After"),
        r":\d+: section 3 comes where 2 should be",
    ),
    "part_out_of_order": (
        replace(LESSON, "# Part 2: What", "# Part 4: What"),
        r":\d+: part 4 comes where 2 should be",
    ),
    "part_not_in_the_contents": (
        add_before_recap("# Part 1: Later"),
        r":\d+: 'Part 1: Later' is not in the contents\. To fix: link to #Part-1:-Later there",
    ),
    "part_without_minutes": (
        add_before_recap("# Part 1: Later"),
        r":\d+: 'Part 1: Later' does not say how long it takes",
    ),
    "part_that_follows_without_a_stop": (
        add_before_recap("# Part 1: Now\n\n+++\n\n# Part 2: Later"),
        r":\d+: nothing says that students may stop before 'Part 2: Later'",
    ),
    "part_with_letters_that_links_encode": (
        add_before_recap("# Part 1: Später"),
        r":\d+: 'Part 1: Später' is not ASCII",
    ),
    "points_that_do_not_add_up": (
        replace(LESSON, "  points: 2\n", "  points: 3\n"),
        r":1: it gives \d+ points, not \d+",
    ),
    "no_mark_scheme": (
        replace(LESSON, "### BEGIN MARK SCHEME", "### MARK SCHEME"),
        r":\d+: the written answer has no mark scheme",
    ),
    "figure_without_words": (
        replace(LESSON, 'show(figure, alt=f"Expected', 'show(figure, text=f"Expected'),
        r":\d+: a figure has no description",
    ),
    "figure_that_tells_its_result": (
        replace(LESSON, "Bars around a line at zero: Monday 3", "Bars around zero: Monday 3.7"),
        r":\d+: the description tells the result before the cell has run: 3\.7",
    ),
    "dead_link": (
        replace(LESSON, "Categories age.", "[Categories](../04_kano/x.ipynb) age."),
        r":\d+: the link \.\./04_kano/x\.ipynb leads nowhere",
    ),
    "dead_link_within": (
        replace(LESSON, "Categories age.", "[Categories](#Part-9:-Kano) age."),
        r":\d+: the link #Part-9:-Kano leads to no heading of the lesson",
    ),
    "american_spelling": (
        replace(LESSON, "Categories age.", "Categories have a favorite age."),
        r":\d+: 'favorite' is misspelt here\. To fix: write 'favourite'",
    ),
    "typing_error": (
        replace(LESSON, "Categories age.", "Categories recieve a new age."),
        r":\d+: 'recieve' is misspelt here\. To fix: write 'receive'",
    ),
    "citation_without_reference": (
        replace(LESSON, "(Martilla & James, 1977)", "(Martilla & James, 1978)"),
        r":\d+: 'Martilla & James, 1978' is cited but missing from course/references.md",
    ),
}


@pytest.mark.parametrize(("damage", "line"), DAMAGED.values(), ids=DAMAGED)
def test_the_checks_of_lessons_name_file_and_line(course_copy: Course, damage, line: str) -> None:
    damage(course_copy.root)
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    lines = str(caught.value).splitlines()
    assert any(re.match(LESSON + line, one) for one in lines), lines


def test_the_first_code_cell_of_a_part_may_import(course_copy: Course) -> None:
    cell = "```{code-cell}\nimport random\n```\n"
    add_before_recap(f"# Part 1: Later\n\n{cell}\n{cell}")(course_copy.root)
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    lines = str(caught.value).splitlines()
    assert sum("an import is in the middle" in line for line in lines) == 1


def test_a_spelling_fault_names_the_line_of_the_word(course_copy: Course) -> None:
    DAMAGED["american_spelling"][0](course_copy.root)
    with pytest.raises(FaultsError) as caught:
        read_course(course_copy)
    lines = (course_copy.root / LESSON).read_text("utf-8").splitlines()
    assert ["favorite" in lines[fault.line - 1] for fault in caught.value.faults] == [True]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (QUIZ, "A blank is not an opinion", "A blank is not a behavior"),
        (f"{GAPS}/check.yml", "There are two averages", "There are centered averages"),
        (f"{GAPS}/wrong_blank_is_zero.py", "reads a blank", "reads a labeled blank"),
    ],
    ids=["bank", "hint", "message"],
)
def test_banks_hints_and_messages_use_british_spelling(
    course_copy: Course, file: str, old: str, new: str
) -> None:
    replace(file, old, new)(course_copy.root)
    with pytest.raises(FaultsError, match=rf"{file}:\d+: '\w+' is misspelt"):
        read_course(course_copy)


def test_docstrings_and_documentation_cite_only_listed_references(course: Course) -> None:
    references = course.references.read_text("utf-8")
    files = [*course.package.rglob("*.py"), *course.root.glob("docs/*.md")]
    for file in files:
        assert not list(citation_faults(file, file.read_text("utf-8"), references)), file


def test_every_reference_is_one_line_with_author_year_and_title(course: Course) -> None:
    works = [line for line in course.references.read_text("utf-8").splitlines() if line[:1] == "-"]
    names = [work[2:].removeprefix("de ") for work in works]
    assert names == sorted(names, key=str.casefold)
    for work in works:
        assert re.match(r"- (de )?[A-Z].+?\. (\(\d{4}[^)]*\)\. )?.+\.$", work), work
