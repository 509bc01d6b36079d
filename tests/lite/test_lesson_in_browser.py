"""A lesson from the static site, as a new student does it: opened, answered, handed in, graded."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
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
from quiz_page import CELLS, MAIN_BUTTON, NAMES, card, expect_answered_by_keyboard
from settle import settle
from static_site import Traffic, lab_page, outputs, red, texts, visit, wait_for_python
from typer.testing import CliRunner

from grading_helpers.explorables import load_explorable
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
# The cards of the test bank remember their answers as those of a lesson do.
REMEMBER = """
from grading_helpers.learner.answer_book import answer_book
forgetful = ask
def ask(name):
    card = forgetful(name)
    card.remember_in(answer_book())
    return card
"""
FIRST, GRADED = "00_start_here", "01_customer_definitions"
GRADED_QUIZ = 'quiz("cust_expectation_met")'
WRONG_BASKET = """def mean_basket(orders):
    return orders["amount"].mean()
"""


@pytest.fixture(scope="module")
def learner(browser: Browser) -> Iterator[BrowserContext]:
    """One learner with one browser, from the start page to handing in."""
    with visit(browser) as context:
        yield context


@pytest.fixture(scope="module")
def traffic() -> Traffic:
    """What the learner's page asks for from its first lesson to its last."""
    return Traffic()


def open_lesson(page: Page, address: str, lesson: str, pictures: Path) -> LabPage:
    """Open a lesson by its link on the start page."""
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
def first(learner: BrowserContext, address: str, pictures: Path, traffic: Traffic) -> LabPage:
    """The first lesson, its first cell run by keyboard, then all from top to bottom."""
    page = learner.new_page()
    traffic.watch(page)
    lab = open_lesson(page, address, FIRST, pictures)
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


# Reading from the browser's storage takes a while, and a save has begun.
SLOWLY_SAVING = f"""() => {{
    const {{ contents }} = {PANEL}.context._manager;
    const get = contents.get.bind(contents);
    const wait = () => new Promise(resolve => setTimeout(resolve, 700));
    contents.get = (...given) => wait().then(() => get(...given));
    window.asBefore = () => {{ contents.get = get; }};
    {PANEL}.context.save();
    return new Promise(resolve => setTimeout(resolve, 300));
}}"""


def test_handing_in_waits_for_a_save_that_has_begun(first: LabPage) -> None:
    with first.page.expect_download() as arriving:
        settle(first.page, SLOWLY_SAVING)
        first.page.locator("[data-jp-item-name='hand-in'] button").click()
    assert arriving.value.suggested_filename == f"{FIRST}.ipynb"
    expect(first.page.locator(".jp-Dialog")).to_have_count(0)
    first.page.evaluate("window.asBefore()")


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
    described = str(image.get_attribute("alt"))
    assert described.startswith("Orders in each quarter up to the end of 2025: app 816, ")
    first.screenshot("figure_in_browser")


def test_a_model_follows_its_slider(first: LabPage) -> None:
    baskets = load_explorable("baskets")
    [control] = baskets.controls
    shown = first.bring(place_of(first, 'explore("baskets")')).locator(".explore")
    expect(shown.get_by_role("status")).to_have_text(baskets.view().sentence)
    shown.get_by_role("slider", name=control.label, exact=True).focus()
    first.page.keyboard.press("End")
    moved = baskets.view({control.name: control.high})
    expect(shown.get_by_role("status")).to_have_text(moved.sentence)
    first.screenshot("model_in_browser")


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


@pytest.fixture(scope="module")
def reloaded(first: LabPage, traffic: Traffic) -> tuple[LabPage, list[str]]:
    """The first lesson reloaded once the browser keeps Python, and what the page then asked for."""
    card = first.bring(place_of(first, QUIZ)).locator(".quiz-card")
    card.locator('input[value="false"]').check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Right")
    wait_for_python(first)
    first.command("docmanager:save")
    settle(first.page, WAIT_UNTIL_KEPT)
    before = len(traffic.asked)
    return reload(first), traffic.asked[before:]


def reload(lab: LabPage) -> LabPage:
    """Reload the page of a lesson and wait for Python."""
    lab.page.reload()
    return lab_page(lab.page, lab.server.address, lab.notebook, lab.screenshots)


def test_after_a_reload_everything_is_there(reloaded: tuple[LabPage, list[str]]) -> None:
    again, _ = reloaded
    assert "completed" in texts(again)[place_of(again, "def mean_basket")]
    run(again, 1)
    place = place_of(again, QUIZ)
    run(again, place)
    card = again.bring(place).locator(".quiz-card")
    expect(card.locator('input[value="false"]')).to_be_checked()
    expect(card).to_contain_text("1 try")
    again.screenshot("after_reload_in_browser")


def test_a_second_visit_unpacks_no_packages(reloaded: tuple[LabPage, list[str]]) -> None:
    _, asked = reloaded
    assert [url for url in asked if url.endswith(".wasm")]
    assert [url for url in asked if url.endswith(".whl")] == []


def test_the_installer_still_works_when_a_cell_asks_for_it(
    reloaded: tuple[LabPage, list[str]],
) -> None:
    lab, _ = reloaded
    lab.page.evaluate(f"{PANEL}.content.activeCellIndex = 1")
    lab.command("notebook:insert-cell-above")
    code = "import piplite; await piplite.install('six'); import micropip, six; print(six.__name__)"
    write(lab, 1, code)
    assert [each["text"] for each in outputs(lab, 1)] == ["six\n"]
    lab.command("notebook:delete-cell")


def test_a_question_of_each_kind_is_answered_by_keyboard_and_kept(first: LabPage) -> None:
    lab = first
    files = {f"quiz/banks/{BANK}.json": json.dumps({"lesson": BANK, "questions": packed()})}
    title, asking_cell, *questions = CELLS
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(title[1]),
            *map(nbformat.v4.new_code_cell, [f"{asking_cell}\n{REMEMBER}", *questions]),
        ]
    )
    notebook.metadata["language_info"] = {"name": "python"}
    # Without the language JupyterLite would ask which kernel to take.
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = spec
    files["quiz/quiz.ipynb"] = nbformat.writes(notebook)
    for name, text in files.items():
        settle(lab.page, SAVE, [name, text])
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
    restart_by_keyboard(asking)
    asking.run_all()
    for name in set(NAMES) - MAIN_BUTTON.keys():
        expect(card(asking, name)).to_contain_text("1 try")


def restart_by_keyboard(lab: LabPage) -> None:
    """Restart Python with the keys that JupyterLab has for it."""
    lab.page.evaluate(f"{PANEL}.content.mode = 'command'")
    lab.bring(lab.page.evaluate(f"{PANEL}.content.activeCellIndex")).focus()
    for key in ("0", "0"):
        lab.page.keyboard.press(key)
    expect(lab.page.get_by_role("button", name="Confirm Kernel Restart")).to_be_focused()
    lab.page.keyboard.press("Enter")
    lab.page.locator(".jp-Dialog").wait_for(state="detached")
    wait_for_python(lab)


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


def test_a_graded_lesson_from_its_link_to_its_marks(
    first: LabPage,
    address: str,
    pictures: Path,
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lab = open_lesson(first.page, address, GRADED, pictures)
    [read] = read_course(course, GRADED)
    right, wrong = list(read.exercises)[:2]
    mistake = read.exercises[wrong].wrong[0]
    said = {right: "Matches on this data", wrong: mistake.message}
    run(lab, 1)
    answer_the_quiz_by_keyboard(lab)
    for name, code in ((right, read.lesson.answers[right].source), (wrong, mistake.code)):
        write(lab, place_of(lab, f"def {name}("), code)
        assert said[name] in run(lab, place_of(lab, f"check({name})"))
    lab.screenshot("graded_lesson_in_browser")

    lab.command("docmanager:save")
    lab = reload(lab)
    restart_by_keyboard(lab)
    run(lab, 1)
    run(lab, place_of(lab, GRADED_QUIZ))
    quiz = lab.bring(place_of(lab, GRADED_QUIZ)).locator(".quiz-card")
    expect(quiz.get_by_role("radio").first).to_be_checked()
    expect(quiz).to_contain_text("1 try")
    for name, words in said.items():
        run(lab, place_of(lab, f"def {name}("))
        assert words in run(lab, place_of(lab, f"check({name})"))
    file = download(lab.page, tmp_path)
    assert file.name == f"{GRADED}.ipynb"

    points = points_for(file, tmp_path, monkeypatch)
    due = {
        test: cell.points if name == right or (name == wrong and test not in mistake.fails) else 0
        for name in read.exercises
        for test, cell in read.lesson.tests_of(name).items()
    }
    assert {test: points[test] for test in due} == due


def answer_the_quiz_by_keyboard(lab: LabPage) -> None:
    """Run the first quiz of the graded lesson and choose its first option, wrong or right."""
    place = place_of(lab, GRADED_QUIZ)
    lab.page.evaluate(f"{PANEL}.content.activeCellIndex = {place}")
    lab.bring(place).press("Control+Enter")
    quiz = lab.bring(place).locator(".quiz-card")
    quiz.get_by_role("radio").first.press("Space")
    lab.page.keyboard.press("Enter")
    expect(quiz.get_by_role("status")).not_to_be_empty()
    wait_for_python(lab)


def points_for(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Collect and grade a download in a class of one, and return its points by test."""
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
    return autograded_points(course_folder(root), GRADED, ["ada"])["ada"]


@pytest.mark.skipif(NEWEST, reason="the newest Pyodide comes from a public server")
def test_the_lessons_asked_no_other_server(first: LabPage, traffic: Traffic, address: str) -> None:
    asked = [url for url in traffic.asked if not url.startswith(("data:", "blob:"))]
    assert asked
    assert [url for url in asked if not url.startswith(f"{address}/")] == []


def test_the_host_refused_nothing_and_no_error_is_in_the_console(
    first: LabPage, traffic: Traffic
) -> None:
    # JupyterLite asks the host too for the files of a folder that a learner has made. ipywidgets
    # complains if a saved card is drawn before Python is there; running its cell makes a new one.
    usual = ("/contents/quiz/", "widget model not found")
    said = traffic.refused + traffic.errors
    assert [each for each in said if not any(words in each for words in usual)] == []
