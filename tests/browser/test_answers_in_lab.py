"""Quiz answers: the summary, what survives a restart, and downloading and restoring them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from lab import LabPage, LabServer, OpenLab, Theme, write_notebook
from playwright.sync_api import Locator, expect
from quiz_page import expect_keys_to_stay, expect_no_overflow, press

from grading_helpers.questions.bank import exercise_points, load_question, questions_asked

pytestmark = pytest.mark.browser

LESSON = "03_rater"
HOME = Path("answers", LESSON)
PROMPT = load_question("gap_sign").prompt
TOTAL = len(questions_asked()[LESSON])
POINTS = exercise_points()[LESSON]
ON_BINDER = (
    "import os\nos.environ['BINDER_SERVICE_HOST'] = 'x'\n"
    "from grading_helpers import backup, practice, progress, quiz"
)
CELLS: list[str | tuple[str, str]] = [
    ON_BINDER,
    'quiz("gap_sign")',
    'quiz("csat_blank")',
    *[("markdown", "Far below.\n\n" * 9)] * 30,
    f'progress("{LESSON}")',
    "progress()",
    "backup()",
    'practice("03_rater")',
]
GAP_SIGN, CSAT_BLANK = 1, 2
SUMMARY, OVERVIEW, BACKUP, PRACTICE = range(len(CELLS) - 4, len(CELLS))


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    keep_cell_id(write_notebook(lab_server.root / HOME / "answers.ipynb", CELLS))
    opened = open_lab(f"{HOME}/answers.ipynb")
    # Announced beforehand, because file choosers are caught only after the announcement.
    opened.page.on("filechooser", lambda _: None)
    opened.run_all()
    return opened


def keep_cell_id(file: Path) -> None:
    """Give the cell of the first question the id that it has in its lesson."""
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[GAP_SIGN]["id"] = questions_asked()[LESSON]["gap_sign"]
    nbformat.write(notebook, file)


@pytest.fixture
def file(lab_server: LabServer) -> Path:
    return lab_server.root / HOME / "progress.json"


def answer(lab: LabPage, label: str) -> Locator:
    """Answer the question on the sign of a gap and return the card's live region."""
    lab.bring(GAP_SIGN).get_by_role("radio", name=label).check()
    lab.cell(GAP_SIGN).get_by_role("button", name="Check").click()
    said = lab.cell(GAP_SIGN).get_by_role("status")
    expect(said).not_to_be_empty()
    return said


def restart_and_run_all(lab: LabPage) -> None:
    lab.restart()
    lab.run_all()


def wait_for_file(lab: LabPage, file: Path, words: str) -> None:
    """Wait until a file contains some words, a moment after the page shows the verdict."""
    for _ in range(50):
        if file.is_file() and words in file.read_text("utf-8"):
            return
        lab.page.wait_for_timeout(100)
    raise AssertionError(f"{file.name} does not contain {words!r}")


def summary(lab: LabPage) -> Locator:
    return lab.bring(SUMMARY).get_by_role("group", name="Summary of this lesson")


# These run in this order: each begins with the answers that the one before has left.


def test_the_summary_starts_with_no_answers(lab: LabPage) -> None:
    expect(summary(lab)).to_contain_text(f"None of the {TOTAL} quizzes")
    expect(summary(lab).get_by_role("link")).to_have_count(TOTAL + len(POINTS))


def test_the_summary_follows_the_answers(lab: LabPage) -> None:
    expect(answer(lab, "+2")).to_contain_text("turns the sign round")
    expect(summary(lab)).to_contain_text(f"1 of {TOTAL} quizzes answered: 0 right")
    again = summary(lab).get_by_role("list").nth(1)
    expect(again.get_by_role("listitem")).to_have_text([f"{PROMPT} not right yet, 1 try"])


def test_answers_come_back_after_a_restart(lab: LabPage, file: Path) -> None:
    wait_for_file(lab, file, "plus_two")
    restart_and_run_all(lab)
    expect(lab.bring(GAP_SIGN).get_by_role("radio", name="+2")).to_be_checked()
    expect(lab.cell(GAP_SIGN).get_by_role("status")).to_contain_text("turns the sign round")
    expect(lab.cell(GAP_SIGN)).to_contain_text("1 try")
    expect(summary(lab)).to_contain_text("1 not right yet")


def test_a_cell_with_a_quiz_works_first_after_a_restart(lab: LabPage) -> None:
    lab.restart()
    lab.command("notebook:clear-all-cell-outputs")
    lab.bring(GAP_SIGN)
    lab.page.evaluate(
        "place => window.jupyterapp.shell.currentWidget.content.activeCellIndex = place", GAP_SIGN
    )
    lab.command("notebook:run-cell")
    expect(lab.cell(GAP_SIGN).get_by_role("radio", name="+2")).to_be_checked()
    lab.run_all()


def test_a_link_leads_to_its_question_by_keyboard(lab: LabPage) -> None:
    # On JupyterLab 4.4 the question is off the page by now.
    link = summary(lab).get_by_role("link", name=PROMPT)
    link.focus()
    press(lab, "Enter")
    expect(lab.cell(GAP_SIGN).locator("input:focus")).to_have_count(1)
    expect(lab.cell(GAP_SIGN).locator("input:focus")).to_be_in_viewport()
    # JupyterLab may take the cell out of the page once more before it comes to rest.
    lab.page.evaluate("document.activeElement.blur()")
    expect(lab.cell(GAP_SIGN).locator("input:focus")).to_have_count(1)
    press(lab, "Tab")
    lab.page.evaluate("document.activeElement.blur()")
    lab.page.wait_for_timeout(200)
    expect(lab.cell(GAP_SIGN).locator(":focus")).to_have_count(0)


@pytest.mark.parametrize("place", [SUMMARY, BACKUP], ids=["summary", "backup"])
def test_keys_in_a_card_do_not_change_the_notebook(lab: LabPage, place: int) -> None:
    expect_keys_to_stay(lab, lab.bring(place).locator(".quiz-card"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("place", "name"),
    [(SUMMARY, "summary"), (OVERVIEW, "progress"), (BACKUP, "backup"), (PRACTICE, "practice")],
)
def test_nothing_overflows_a_narrow_window(
    lab: LabPage, theme: Theme, place: int, name: str
) -> None:
    lab.set_theme(theme)
    lab.set_size(390, 1600)
    shown = lab.bring(place).locator(".jp-OutputArea-output").last
    expect(shown).to_be_visible()
    lab.screenshot(f"{name}_{theme}_390", shown)
    expect_no_overflow(shown)
    lab.set_size(1280)
    lab.screenshot(f"{name}_{theme}_1280", shown)


def test_a_saved_summary_can_be_read_without_its_kernel(lab: LabPage, open_lab: OpenLab) -> None:
    lab.run_all()
    lab.save()
    shutil.copy(lab.server.root / lab.notebook, lab.server.root / HOME / "saved.ipynb")
    saved = open_lab(f"{HOME}/saved.ipynb")
    plain = saved.bring(SUMMARY).locator(".quiz-plain")
    expect(plain).to_be_visible()
    expect(plain).to_contain_text(f"1 of {TOTAL} quizzes answered")
    expect(plain.get_by_role("link")).to_have_count(TOTAL + len(POINTS))
    expect(saved.cell(SUMMARY).get_by_text("model not found")).to_be_hidden()


def test_answers_on_binder_must_be_downloaded_and_restored(lab: LabPage, file: Path) -> None:
    expect(summary(lab)).to_contain_text("Binder forgets your quiz answers when you leave")
    expect(lab.bring(OVERVIEW)).to_contain_text("Binder forgets your quiz answers")
    button = summary(lab).get_by_role("button", name="Download my answers")
    button.focus()
    with lab.page.expect_download() as download:
        press(lab, "Enter")
    expect(summary(lab).get_by_role("status")).to_contain_text("in your browser's downloads")
    expect(button).to_be_focused()
    taken = file.parents[2] / "taken.json"
    download.value.save_as(taken)
    assert download.value.suggested_filename == "progress.json"
    assert list(json.loads(taken.read_text("utf-8"))["questions"]) == ["gap_sign"]
    file.unlink()
    restart_and_run_all(lab)
    expect(summary(lab)).to_contain_text("None of the")
    bring_back(lab, taken)
    expect(summary(lab)).to_contain_text("1 not right yet")
    lab.run_all()
    expect(lab.bring(GAP_SIGN).get_by_role("radio", name="+2")).to_be_checked()


def bring_back(lab: LabPage, taken: Path) -> None:
    button = lab.bring(BACKUP).get_by_role("button", name="Restore my answers")
    button.focus()
    with lab.page.expect_file_chooser() as chooser:
        press(lab, "Enter")
    chooser.value.set_files(taken)
    expect(lab.cell(BACKUP).get_by_role("status")).to_contain_text("1 answer restored.")
    expect(button).to_be_focused()


def test_a_damaged_file_is_renamed_and_the_quiz_opens(lab: LabPage, file: Path) -> None:
    file.write_text('{"questions": {"gap_sign"', "utf-8")
    restart_and_run_all(lab)
    expect(lab.bring(GAP_SIGN)).to_contain_text("It was renamed to progress.damaged-1.json.")
    expect(lab.cell(GAP_SIGN).get_by_role("radio", checked=True)).to_have_count(0)
    answer(lab, "−2")
    wait_for_file(lab, file, "minus_two")
    assert file.with_name("progress.damaged-1.json").read_text("utf-8").endswith('"gap_sign"')


def test_the_quiz_works_and_says_so_if_nothing_can_be_written(lab: LabPage, file: Path) -> None:
    # A folder instead of the file, because permissions would not stop a superuser.
    file.unlink(missing_ok=True)
    file.mkdir()
    restart_and_run_all(lab)
    expect(lab.bring(GAP_SIGN)).to_contain_text("cannot be written to")
    expect(lab.bring(CSAT_BLANK)).not_to_contain_text("cannot be written to")
    expect(answer(lab, "−2")).to_contain_text("Right.")
    expect(summary(lab)).to_contain_text("1 right, 1 on the first try")
    shutil.rmtree(file)
