"""The page is not active, shows nothing hidden, and everybody can read it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hostile.injections import BUNDLES, MARK, PAGES, TEXTS
from hostile.lesson import TESTS, extra, filled_in, find, small_assignment, source_notebook
from hostile.pages import active_parts

from grading_helpers.checking.preview import Preview
from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.page import LessonFeedback
from grading_helpers.instructor.feedback.scores import Score, Scores
from grading_helpers.instructor.feedback.solutions import Solution
from grading_helpers.instructor.grader.execution.failures import Failure

Notebook = dict[str, Any]
PLAN = small_assignment()
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\nrest").decode()
SCORES = Scores(
    "ada", {name: Score(0, most) for name, most in TESTS.items()}, name="Ada <b>Lovelace"
)


def graded() -> Notebook:
    """Return a graded notebook: the instructor's tests, the student's answers."""
    notebook = source_notebook()
    for cell in filled_in()["cells"]:
        if cell["id"] not in TESTS:
            find(notebook, cell["id"])["source"] = cell["source"]
    return notebook


def page_of(
    notebook: Notebook,
    scores: Scores = SCORES,
    *,
    show_hidden: bool = False,
    failures: dict[str, Failure] | None = None,
) -> str:
    return LessonFeedback(PLAN, show_hidden).page(notebook["cells"], scores, failures)


def failed(notebook: Notebook, test: str, name: str, words: str, *trace: str) -> Notebook:
    error = {"output_type": "error", "ename": name, "evalue": words, "traceback": list(trace)}
    find(notebook, test)["outputs"] = [error]
    return notebook


def shows(notebook: Notebook, data: dict[str, str]) -> Notebook:
    outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
    notebook["cells"].insert(2, extra("draw()") | {"outputs": outputs})
    return notebook


def test_marks_come_first_then_losses_then_the_notebook() -> None:
    page = page_of(graded())
    places = [page.index(f'id="{name}"') for name in ("marks", "points", "notebook")]
    assert places == sorted(places)
    assert "<strong>0</strong> of 7 points" in page


def test_hidden_tests_are_described_and_not_shown() -> None:
    notebook = failed(graded(), "totals_values", "AssertionError", "hidden-words", "hidden-trace")
    page = page_of(notebook)
    assert "hidden-" not in page
    assert "assert_matches" not in page
    assert "BEGIN HIDDEN" not in page
    assert "The totals, and that the table stays as it was" in page
    assert "hidden test, on data that you could not see" in page


def test_hidden_tests_are_shown_if_the_instructor_asks_for_it() -> None:
    notebook = failed(graded(), "totals_values", "AssertionError", "hidden-words", "hidden-trace")
    page = page_of(notebook, show_hidden=True)
    assert "hidden-totals" in page
    assert "hidden-trace" in page


def test_the_model_answer_is_not_on_the_page() -> None:
    assert "The model essay" not in page_of(graded())


def test_solutions_are_shown_only_if_the_instructor_asks_for_them() -> None:
    shown = (
        Solution("Fans", "totals", "def totals(x): pass", "A loop & a <set>.", "def totals(y): 1"),
        Solution("Fans", "chart", "def chart(x): pass"),
    )
    page = LessonFeedback(PLAN, solutions=shown).page(graded()["cells"], SCORES)
    text = re.sub(r"<[^>]+>", "", page)
    assert "def totals(x): pass" in text
    assert "Another way. A loop &amp; a &lt;set&gt;." in text
    assert "def totals(y): 1" in text
    assert text.count("Another way.") == 1
    assert 'href="#solutions"' in page
    places = [page.index(f'id="{name}"') for name in ("points", "solutions", "notebook")]
    assert places == sorted(places)
    assert "olution" not in page_of(graded())


def test_names_are_escaped() -> None:
    assert "Ada &lt;b&gt;Lovelace" in page_of(graded())


def test_the_policy_lets_nothing_run_and_nothing_load() -> None:
    page = page_of(graded())
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
    [style] = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert rules["img-src"] == "data:"
    assert "script-src" not in rules
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "<script" not in page


INJECTIONS = {
    **{f"html_{name}": {"text/html": page} for name, page in PAGES.items()},
    **{f"bundle_{name}": eval(bundle) for name, bundle in BUNDLES.items()},
}


@pytest.mark.parametrize("name", INJECTIONS)
def test_no_output_is_active_even_if_it_was_stored_uncleaned(name: str) -> None:
    assert not list(active_parts(page_of(shows(graded(), INJECTIONS[name]))))


@pytest.mark.parametrize("text", [*PAGES.values(), *TEXTS.values()], ids=[*PAGES, *TEXTS])
def test_no_text_is_active_even_if_it_was_stored_uncleaned(text: str) -> None:
    notebook = graded()
    find(notebook, "essay")["source"] = text
    notebook["cells"].append(extra(text, "markdown"))
    notebook["cells"].append(extra(text, "raw"))
    failure = Failure(Preview(text, text), 1, text, "expected-words")
    scores = Scores("sam", SCORES.by_item, {"essay": text})
    page = page_of(notebook, scores, failures=dict.fromkeys(TESTS, failure))
    assert not list(active_parts(page))
    assert page.count("On these data your answer goes wrong:") == len(TESTS)
    assert "expected-words" not in page


def test_the_check_for_active_content_finds_it() -> None:
    assert list(active_parts(f"<img onerror='{MARK}=1'>"))


def test_a_figure_keeps_its_description() -> None:
    image = f'<img alt="Rising sales" src="data:image/png;base64,{PNG}">'
    assert 'alt="Rising sales"' in page_of(shows(graded(), {"text/html": image}))


@pytest.mark.parametrize(
    "data",
    [{"image/png": PNG}, {"text/html": f"<img src='data:image/png;base64,{PNG}'>"}],
    ids=["plain", "html"],
)
def test_a_figure_without_a_description_says_so(data: dict[str, str]) -> None:
    page = page_of(shows(graded(), data))
    [image] = re.findall(r"<img[^>]*>", page)
    assert re.search(r'alt="[^"]*description', image)


def test_headings_of_the_student_are_not_in_the_outline() -> None:
    notebook = graded()
    find(notebook, "essay")["source"] = "# Full marks"
    page = page_of(notebook)
    assert "<p><strong>Full marks" in page
    assert _levels(page) == [1, 2, 2, 3, 2, 3]


def _levels(page: str) -> list[int]:
    levels: list[int] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if re.fullmatch("h[1-6]", tag):
                levels.append(int(tag[1]))

    Reader().feed(page)
    return levels


def test_a_formula_of_the_lesson_is_written_for_browsers_and_readers() -> None:
    page = markup.text(r"$$\frac{p}{n}$$", ours=True)
    assert "<mfrac>" in page
    assert "$" not in page
    assert "<math" not in markup.text(r"$$\frac{p}{n}$$", ours=False)


def test_an_empty_header_cell_becomes_a_plain_cell() -> None:
    [shown] = markup.outputs(
        [
            {
                "output_type": "display_data",
                "data": {"text/html": "<table><tr><th></th></tr></table>"},
            }
        ],
        "cell 3",
    )
    assert "<th" not in shown
    assert 'tabindex="0"' in shown
    assert 'aria-label="Table from cell 3"' in shown


def test_terminal_colours_are_removed() -> None:
    trace = "\x1b[31mKeyError\x1b[0m"
    [shown] = markup.outputs(
        [{"output_type": "error", "ename": "KeyError", "evalue": "", "traceback": [trace]}],
        "cell 1",
    )
    assert ">KeyError<" in shown
