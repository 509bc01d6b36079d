"""HTML that the exports share: escaped texts, lists and the solution of a question."""

from __future__ import annotations

from collections.abc import Iterable

from grading_helpers.instructor.exports.common import cleaned
from grading_helpers.questions.kinds.blanks import Blank, BlanksQuestion
from grading_helpers.questions.layout import Solution, Solved
from grading_helpers.questions.text_matching import BLANK
from grading_helpers.questions.wording import in_html

RIGHT = '<span class="verdict">✓ Right.</span>'
WRONG = '<span class="verdict">✗ Not right.</span>'

_LISTS = {"letters": '<ol type="A">{}</ol>', "numbers": "<ol>{}</ol>", "bullets": "<ul>{}</ul>"}


def inline(text: str) -> str:
    r"""Return a text as HTML, with its marks as in the cards and a break for each new line.

    Examples
    --------
    >>> inline("Is `a < b`?\nSay *why*, <please>.")
    'Is <code>a &lt; b</code>?<br>Say <em>why</em>, &lt;please&gt;.'
    """
    return in_html(cleaned(text)).replace("\n", "<br>")


def gap_prompt(question: BlanksQuestion, asked: Blank, gap: str) -> str:
    """Return the prompt and the sentence with one gap; the other gaps are shown as numbers.

    Parameters
    ----------
    question : BlanksQuestion
    asked : Blank
        The gap to ask for.
    gap : str
        How to draw it, in HTML.
    """
    gaps = {blank.id: f"[gap {number}]" for number, blank in enumerate(question.blanks, start=1)}
    gaps[asked.id] = gap
    sentence = BLANK.sub(lambda found: gaps[found[1]], inline(question.text))
    return f"{paragraph(question.prompt)}<p>{sentence}</p>"


def sentence(pieces: tuple[str, ...], gap: str) -> str:
    """Return a sentence of a question's layout with its gaps drawn.

    Parameters
    ----------
    pieces : tuple of str
        Texts and names of gaps, alternating.
    gap : str
        The HTML of a gap, in which ``{}`` stands for its name.

    Examples
    --------
    >>> sentence(("a < ", "gap 1", "!"), "<u>{}</u>")
    'a &lt; <u>gap 1</u>!'
    """
    # Escaping strips each text, so the spaces beside a gap must be restored.
    drawn = []
    for place, piece in enumerate(pieces):
        if place % 2:
            drawn.append(gap.format(piece))
        else:
            before = " " if piece[:1].isspace() else ""
            after = " " if piece[-1:].isspace() and piece.strip() else ""
            drawn.append(f"{before}{inline(piece)}{after}")
    return "".join(drawn)


def paragraph(text: str) -> str:
    """Return a text as one paragraph."""
    return f"<p>{inline(text)}</p>"


def bullets(items: Iterable[str]) -> str:
    """Return a list of items that are already HTML."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def numbered(items: Iterable[str]) -> str:
    """Return a numbered list of items that are already HTML."""
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def lettered(texts: Iterable[str]) -> str:
    """Return a list of texts under the letters A, B, C."""
    return f'<ol type="A">{"".join(f"<li>{inline(text)}</li>" for text in texts)}</ol>'


def reasoned(about: str, because: str) -> str:
    """Return a text with its reason."""
    return f'<b>{inline(about)}</b> <span class="reason">{inline(because)}</span>'


def solution_html(solution: Solution) -> str:
    """Return the right answers with their reasons, and why the others are wrong.

    Examples
    --------
    >>> solution_html(Solution((Solved("The share of promoters."),)))
    '<p>The share of promoters.</p>'
    """
    intro = paragraph(solution.intro) if solution.intro else ""
    if len(solution.answers) == 1:
        only = solution.answers[0]
        mark = ' class="right"' if only.right else ""
        return f"{intro}<p{mark}>{_answer(only)}</p>{mistakes(only.mistakes)}"
    return intro + _LISTS[solution.style].format("".join(map(_item, solution.answers)))


def _item(one: Solved) -> str:
    mark = {True: ' class="right"', False: ' class="wrong"', None: ""}[one.right]
    return f"<li{mark}>{_answer(one)}{mistakes(one.mistakes)}</li>"


def _answer(one: Solved) -> str:
    verdict = {True: f"{RIGHT} ", False: f"{WRONG} ", None: ""}[one.right]
    lead = f"{inline(one.lead)} " if one.lead else ""
    return verdict + lead + (reasoned(one.text, one.because) if one.because else inline(one.text))


def mistakes(known: Iterable[tuple[str, str]]) -> str:
    """Return common wrong answers, each with the reason; an empty string if there are none."""
    items = [f"{WRONG} {reasoned(text, because)}" for text, because in known]
    return f'<div class="wrong">{bullets(items)}</div>' if items else ""
