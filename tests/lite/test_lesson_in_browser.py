"""A lesson from the static site, as a new student does it: opened, answered, handed in, graded."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
import pytest
from accessible import expect_no_fault_in
from checkout import lay_out_checkout
from lab import PANEL, LabPage, contrasts
from playwright.sync_api import Browser, BrowserContext, Page, expect
from quiz_bank import LESSON as BANK
from quiz_bank import packed
from quiz_page import CELLS, NAMES, expect_answered_by_keyboard
from static_site import lab_page, outputs, red, texts, visit, wait_for_python
from typer.testing import CliRunner

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.demo.run import autograded_points
from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.nbgrader_api import nbgrader_api

pytestmark = pytest.mark.browser

NEWEST = os.environ.get("LITE") == "newest"

QUIZ = 'quiz("start_hidden_tests")'
# start_python.js stores the library last.
WAIT_UNTIL_KEPT = """async () => {
    const cache = await caches.open("focus-on-customers-python");
    for (let tries = 0; tries < 300; tries++) {
        const kept = await cache.keys();
        if (kept.some(request => request.url.endsWith("library.zip"))) return;
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error("nothing was kept in a minute");
}"""
SHOW_LINE = """text => {
    const line = document.getElementById("focus-on-customers-lite");
    Object.assign(line, { textContent: text, hidden: !text });
}"""
FIRST, GRADED = "00_start_here", "01_customer_definitions"
WRONG_BASKET = """def mean_basket(orders):
    return orders["amount"].mean()
"""


@pytest.fixture(scope="module")
def learner(browser: Browser) -> Iterator[BrowserContext]:
    """One learner with one browser, from the start page to handing in."""
    with visit(browser) as context:
        yield context


def open_lesson(context: BrowserContext, address: str, lesson: str, pictures: Path) -> LabPage:
    """Open a lesson by its link on the start page."""
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.locator(f'a[href*="{lesson}.ipynb"]').click()
    return lab_page(page, address, f"lessons/{lesson}/{lesson}.ipynb", pictures)


def place_of(lab: LabPage, beginning: str) -> int:
    """Return the place of the first cell whose text begins so."""
    return next(place for place, text in enumerate(texts(lab)) if text.startswith(beginning))


def write(lab: LabPage, place: int, code: str) -> None:
    """Write code into a cell in place of what stands there, by keyboard, and run it."""
    lab.page.evaluate(f"{PANEL}.content.activeCellIndex = {place}")
    lab.bring(place).locator(".cm-content").click()
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.insert_text(code)
    lab.page.keyboard.press("Control+Enter")
    wait_for_python(lab)


def run(lab: LabPage, place: int) -> str:
    """Run a cell and return what it shows as text."""
    lab.page.evaluate(f"{PANEL}.content.activeCellIndex = {place}")
    lab.command("notebook:run-cell")
    wait_for_python(lab)
    return "".join(
        "".join(each.get("data", {}).get("text/plain", "")) for each in outputs(lab, place)
    )


def test_the_start_page_leads_to_every_lesson(
    learner: BrowserContext, address: str, course: Course, pictures: Path
) -> None:
    page = learner.new_page()
    page.goto(f"{address}/index.html")
    links = [link.get_attribute("href") for link in page.locator("table a").all()]
    assert links == [
        f"lab/index.html?path=lessons/{folder.name}/{folder.name}.ipynb"
        for folder in course.lessons
    ]
    page.screenshot(path=pictures / "start_page.png")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_the_start_page(
    learner: BrowserContext, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = learner.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/index.html")
    expect_no_fault_in(page)
    page.close()


@pytest.fixture(scope="module")
def first(learner: BrowserContext, address: str, pictures: Path) -> LabPage:
    """The first lesson, its first cell run by keyboard, then all from top to bottom."""
    lab = open_lesson(learner, address, FIRST, pictures)
    expect(lab.page.locator(".jp-Cell:focus-within")).to_have_count(1)
    for _ in range(2):
        lab.page.keyboard.press("Shift+Enter")
    lab.page.wait_for_function(f"() => {PANEL}.content.widgets[1].model.executionCount")
    lab.run_all()
    return lab


def test_nothing_on_the_page_is_red(first: LabPage) -> None:
    assert red(first) == []


def test_the_command_palette_downloads_the_lesson(first: LabPage, tmp_path: Path) -> None:
    keyboard = first.page.keyboard
    with first.page.expect_download() as arriving:
        keyboard.press("Control+Shift+c")
        expect(first.page.locator("#modal-command-palette input")).to_be_focused()
        keyboard.type("download to hand in")
        expect(first.page.locator("#modal-command-palette .lm-mod-active")).to_have_text(
            "Download to hand in"
        )
        keyboard.press("Enter")
    assert arriving.value.suggested_filename == f"{FIRST}.ipynb"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_fault_in_what_the_course_adds(
    first: LabPage, theme: Literal["light", "dark"]
) -> None:
    first.set_theme(theme)
    first.bring(place_of(first, QUIZ)).locator(".quiz-card").wait_for()
    expect_no_fault_in(first.page, ".quiz-card")
    first.page.evaluate(SHOW_LINE, "Python is ready.")
    # axe does not measure the contrast of what lies over something else.
    for part in ("#focus-on-customers-lite", "[data-jp-item-name='hand-in']"):
        [contrast] = contrasts(first.page.locator(part)).values()
        assert contrast >= 4.5
    first.screenshot(f"{theme}_in_browser")
    first.page.evaluate(SHOW_LINE, "")
    first.set_theme("light")


def test_a_figure_is_shown_with_its_description(first: LabPage) -> None:
    image = first.bring(place_of(first, "orders = pd.read_csv")).locator("img[alt]")
    assert "the phone stays below 400" in str(image.get_attribute("alt"))
    first.screenshot("figure_in_browser")


def test_check_names_a_misconception_and_then_the_match(first: LabPage, course: Course) -> None:
    answer, check = place_of(first, "def mean_basket"), place_of(first, "check(mean_basket)")
    write(first, answer, WRONG_BASKET)
    assert "Your function" in run(first, check)
    first.bring(check)
    first.screenshot("misconception_in_browser")
    [lesson] = [one.lesson for one in read_course(course, FIRST)]
    source = lesson.answers["mean_basket"].source
    first.page.evaluate(
        f"code => {PANEL}.model.sharedModel.cells[{answer}].setSource(code)", source
    )
    run(first, answer)
    assert "Matches on this data" in run(first, check)


@dataclass
class Reloaded:
    """The first lesson after a reload, and every address that the page asked for."""

    lab: LabPage
    asked: list[str]


@pytest.fixture(scope="module")
def reloaded(first: LabPage) -> Reloaded:
    """The first lesson with a quiz answered, then reloaded once the browser keeps Python."""
    card = first.bring(place_of(first, QUIZ)).locator(".quiz-card")
    card.locator('input[value="false"]').check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Right")
    wait_for_python(first)
    first.command("docmanager:save")
    first.page.evaluate(WAIT_UNTIL_KEPT)
    asked: list[str] = []
    first.page.on("request", lambda request: asked.append(request.url))
    first.page.reload()
    lab = lab_page(first.page, first.server.address, first.notebook, first.screenshots)
    return Reloaded(lab, asked)


def test_after_a_reload_everything_is_there(reloaded: Reloaded) -> None:
    again = reloaded.lab
    assert "completed" in texts(again)[place_of(again, "def mean_basket")]
    run(again, 1)
    place = place_of(again, QUIZ)
    run(again, place)
    card = again.bring(place).locator(".quiz-card")
    expect(card.locator('input[value="false"]')).to_be_checked()
    expect(card).to_contain_text("1 try")
    again.screenshot("after_reload_in_browser")


def test_a_second_visit_unpacks_no_packages(reloaded: Reloaded) -> None:
    assert [url for url in reloaded.asked if url.endswith(".wasm")]
    assert [url for url in reloaded.asked if url.endswith(".whl")] == []


def test_the_installer_still_works_when_a_cell_asks_for_it(reloaded: Reloaded) -> None:
    lab = reloaded.lab
    lab.page.evaluate(f"{PANEL}.content.activeCellIndex = 1")
    lab.command("notebook:insert-cell-above")
    code = "import piplite; await piplite.install('six'); import micropip, six; print(six.__name__)"
    write(lab, 1, code)
    assert [each["text"] for each in outputs(lab, 1)] == ["six\n"]
    lab.command("notebook:delete-cell")


def test_a_question_of_each_kind_is_answered_by_keyboard(
    learner: BrowserContext, first: LabPage
) -> None:
    lab = first
    files = {f"quiz/banks/{BANK}.json": json.dumps({"lesson": BANK, "questions": packed()})}
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(cell)
            if isinstance(cell, str)
            else nbformat.v4.new_markdown_cell(cell[1])
            for cell in CELLS
        ]
    )
    notebook.metadata["language_info"] = {"name": "python"}
    # Without the language JupyterLite would ask which kernel to take.
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = spec
    files["quiz/quiz.ipynb"] = nbformat.writes(notebook)
    for name, text in files.items():
        lab.page.evaluate(SAVE, [name, text])
    # Of two open notebooks each has a cell 3.
    lab.command("docmanager:save")
    lab.command("application:close")
    lab.command("docmanager:open", path="quiz/quiz.ipynb")
    lab.page.wait_for_function(f"() => {PANEL}.context?.path === 'quiz/quiz.ipynb'")
    asking = lab_page(lab.page, lab.server.address, "quiz/quiz.ipynb", lab.screenshots)
    asking.run_all()
    for name in NAMES:
        expect_answered_by_keyboard(asking, name)
    asking.screenshot("every_kind_in_browser")


SAVE = """async ([name, text]) => {
    const contents = window.jupyterapp.serviceManager.contents;
    const parts = name.split("/");
    for (let end = 1; end < parts.length; end++) {
        const folder = parts.slice(0, end).join("/");
        await contents.save(folder, { type: "directory", name: parts[end - 1], path: folder });
    }
    const isNotebook = name.endsWith(".ipynb");
    await contents.save(name, {
        type: isNotebook ? "notebook" : "file", format: isNotebook ? "json" : "text",
        content: isNotebook ? JSON.parse(text) : text,
    });
}"""


def download(page: Page, folder: Path) -> Path:
    """Press the button above the lesson and return the file that arrives."""
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Download to hand in").last.click()
    name = arriving.value.suggested_filename
    arriving.value.save_as(folder / name)
    return folder / name


def test_what_is_downloaded_is_collected_and_graded(
    learner: BrowserContext,
    address: str,
    pictures: Path,
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lab = open_lesson(learner, address, GRADED, pictures)
    [read] = read_course(course, GRADED)
    right, wrong = list(read.exercises)[:2]
    mistake = read.exercises[wrong].wrong[0]
    run(lab, 1)
    for name, code in ((right, read.lesson.answers[right].source), (wrong, mistake.code)):
        place = place_of(lab, f"def {name}(")
        lab.page.evaluate(f"code => {PANEL}.model.sharedModel.cells[{place}].setSource(code)", code)
        run(lab, place)
    assert "Matches on this data" in run(lab, place_of(lab, f"check({right})"))
    assert mistake.message in run(lab, place_of(lab, f"check({wrong})"))
    lab.screenshot("graded_lesson_in_browser")
    file = download(lab.page, tmp_path)
    assert file.name == f"{GRADED}.ipynb"

    root = tmp_path / "class"
    root.mkdir()
    lay_out_checkout(root)
    monkeypatch.chdir(root)
    answer = nbgrader_api(root, root / "nbgrader_config.py").generate_assignment(GRADED, force=True)
    assert answer["success"], answer["log"]
    handed_in = tmp_path / "handed_in" / "ada"
    handed_in.mkdir(parents=True)
    shutil.copy(file, handed_in)
    for words in (["collect", GRADED, str(handed_in.parent)], ["grade", GRADED]):
        said = CliRunner().invoke(app, words)
        assert said.exit_code == 0, said.output
    points = autograded_points(course_folder(root), GRADED, ["ada"])["ada"]
    due = {
        test: cell.points if name == right or (name == wrong and test not in mistake.fails) else 0
        for name in read.exercises
        for test, cell in read.lesson.tests_of(name).items()
    }
    assert {test: points[test] for test in due} == due


@pytest.mark.skipif(NEWEST, reason="the newest Pyodide comes from a public server")
def test_a_lesson_asks_no_other_server(learner: BrowserContext, address: str) -> None:
    page = learner.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lab/index.html?path=lessons/{FIRST}/{FIRST}.ipynb")
    page.wait_for_function(f"() => window.jupyterapp && {PANEL}?.context?.isReady")
    outside = [url for url in asked if not re.match(rf"{re.escape(address)}/|data:|blob:", url)]
    assert outside == []
    page.close()
