"""No text that may be handed in takes the grader long to clean or to show."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress

import pandas as pd
import pytest

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.explanations import tidied
from grading_helpers.instructor.grader.sanitize import limited
from grading_helpers.instructor.grader.sanitize.limited import one_submission
from grading_helpers.instructor.grader.sanitize.markdown import clean_markdown
from grading_helpers.instructor.grader.sanitize.outputs import (
    MOST_HTML,
    MOST_TEXT,
    clean_html,
    clean_outputs,
    is_well_nested,
)
from grading_helpers.instructor.report.anonymous import NoPythonError, Vocabulary, anonymised
from grading_helpers.instructor.report.misconceptions import message_about
from grading_helpers.instructor.report.student_names import general

pytestmark = pytest.mark.integration

MOST_SECONDS = 2.0
# How long a message or a finding may be.
MOST_WORDS = 4_000
PIECES = (
    *(
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a>",
        "<p>",
        "</p>",
        "<table>",
        "<td>",
        "<tr>",
        "<svg>",
        "<!--",
    ),
    *("<b a='", "<img src='data:image/png;base64,", "'", '"', "&amp;", "&lt", "&", "<", ">", "="),
    *(
        "[",
        "](",
        ")",
        "`",
        "*",
        "_",
        "~~",
        "|",
        "\n",
        " ",
        "\t",
        "$",
        "$$",
        "\\",
        "\\(",
        "- ",
        "> ",
    ),
    *(
        "#",
        "'''",
        '"""',
        "{",
        "}",
        "(",
        "f'",
        "x",
        "0",
        "quiz-a",
        "class='",
        "style='",
        "\x1b[",
        "é",
    ),
    *("1e", "0x", "def ", "@", ":", ";", "!", "--", "==", "http://", "mermaid", "%41", "data:"),
)


def words_in_pages(text: str) -> None:
    """Do what the feedback page and the report do with what an answer says or is made of."""
    tidied(text[:MOST_WORDS])
    general(text[:MOST_WORDS], frozenset({"ada"}))
    message_about(f"◐ Not yet. {text}", "nps", ["a small survey"])
    with suppress(NoPythonError):
        anonymised(text, Vocabulary(frozenset({"nps"}), frozenset({"sum"}), frozenset({"score"})))


DO: dict[str, tuple[Callable[[str], object], int]] = {
    "html": (clean_html, MOST_HTML),
    "code": (markup.code, MOST_TEXT),
    "text": (lambda text: markup.text(clean_markdown(text), ours=False), MOST_TEXT),
    "words": (words_in_pages, MOST_TEXT),
    "output": (
        lambda text: [
            *markup.outputs(
                [
                    {"output_type": "stream", "name": "stdout", "text": text},
                    {"output_type": "display_data", "data": {"text/latex": text}},
                    {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
                ],
                "cell 1",
            )
        ],
        MOST_TEXT,
    ),
}
PICTURES = "data:image/png;base64,A\n-"
KNOWN = {
    "html": ["<b></i>", "<b><p></b></p>", "<table><b>x</b></table>", "<table>x", PICTURES],
    "code": ["x" + " " * 60, " " * 10 + "\n", " ", "\\\n", "'", "(", "f'{"],
    "text": ["[", "![](", "<b>", "*a _b", "`", "| a ", "$", "> "],
    "words": ["1", "1.23456", "np.float(", "np.float_", "a is a link", "; there is ", "(", "f'{"],
    "output": ["\x1b[", "\x1b", "\\def", "\x1b[3"],
}
TIMES = {"one class, no end": "<b class='" + "quiz-a" * 40 + "!'>x</b>"}


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the CPU time here and in the other process, which the kernel limits."""
    began = time.process_time()
    work(text)
    return time.process_time() - began


@pytest.mark.parametrize("kind", DO)
def test_known_texts_are_done_in_time(kind: str) -> None:
    work, most = DO[kind]
    for piece in KNOWN[kind]:
        for size in (limited.SHORT, most // 4, most):
            text = (piece * (size // len(piece) + 1))[:size]
            assert seconds(work, text) < MOST_SECONDS - limited.CPU_SECONDS, (piece, size)


def test_a_short_text_may_not_take_long_either() -> None:
    assert seconds(clean_html, TIMES["one class, no end"]) < 0.1


@pytest.mark.parametrize("kind", DO)
def test_a_search_finds_no_text_that_takes_long(kind: str) -> None:
    work, most = DO[kind]
    # A seed, so that a failure can be seen again.
    chance = random.Random(kind)
    for _ in range(25):
        piece = "".join(chance.choices(PIECES, k=chance.randint(1, 5)))
        size = chance.choice([limited.SHORT, most // 5, most])
        head = "".join(chance.choices(PIECES, k=2))
        text = (head + piece * (size // len(piece) + 1))[:size]
        took = seconds(work, text)
        assert took < MOST_SECONDS - limited.CPU_SECONDS, (head, piece, size, took)


def test_all_outputs_of_a_submission_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "SECONDS_FOR_ALL", 0.3)
    # Far less than a page takes on any machine.
    monkeypatch.setattr(limited, "CPU_SECONDS", 0.1)
    pages = [f"{number}{'<b></i>' * 60_000}" for number in range(8)]
    found = [{"output_type": "display_data", "data": {"text/html": page}} for page in pages]
    with one_submission():
        for one in found:
            clean_outputs([one])
        with pytest.raises(limited.TooSlowError, match="of this submission"):
            limited.in_time("builtins:str", "x" * 2 * limited.SHORT)


def test_what_is_too_slow_falls_back_to_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "CPU_SECONDS", 0.1)
    slow = "<b></i>" * 140_000
    data = {"text/html": slow, "text/plain": "a table"}
    (kept,) = clean_outputs([{"output_type": "display_data", "data": data}])
    assert kept["data"] == {"text/plain": "a table"}


def test_a_large_table_of_pandas_is_cleaned_here(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pd.DataFrame({f"c{n}": range(200) for n in range(12)}).to_html()
    assert len(table) > limited.SHORT
    assert is_well_nested(table)
    monkeypatch.delattr(limited._Worker, "ask")
    assert clean_html(table).count("<td>") == table.count("<td>")


def test_the_other_process_says_what_this_one_would() -> None:
    source = "def f(x):\n    return x  # é\ud800\n" * 300
    here = markup.highlighted(source)
    assert limited.in_time("grading_helpers.instructor.feedback.markup:highlighted", source) == here
