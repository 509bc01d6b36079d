"""Turn the text, code and outputs of a notebook into HTML that is safe to open."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from latex2mathml.converter import convert as mathml
from markupsafe import Markup, escape
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from grading_helpers.checking.verdict import Preview
from grading_helpers.instructor.feedback.outline import Cell
from grading_helpers.instructor.grader.sanitize.limited import TooSlowError, in_time
from grading_helpers.instructor.grader.sanitize.markdown import ATTACHED
from grading_helpers.instructor.grader.sanitize.outputs import (
    clean_html,
    clean_images,
    clean_outputs,
)

LOWEST_HEADING = 6
BELOW = 2
HEADING = re.compile(r"<(/?)h([1-6])\b[^>]*>")
PICTURE_WITHOUT_WORDS = re.compile(r"<img\b(?![^>]*\balt=)")
NO_WORDS = "A picture without a description."
# Random, so that no answer can contain it.
IMAGE = f"image{secrets.token_hex(8)}n"
A_PLACE = re.compile(rf"{IMAGE}[0-9a-f]*E")
FORMULA = re.compile(r"\$\$(.+?)\$\$", re.S)


@lru_cache(2048)
def code(source: str) -> Markup:
    """Return Python code with syntax highlighting, or plain if that takes too long."""
    try:
        lines = in_time(f"{__name__}:{highlighted.__name__}", source)
    except TooSlowError:
        lines = str(escape(source))
    return Markup(f'<pre class="code"><code>{lines.rstrip()}</code></pre>')


def highlighted(source: str) -> str:
    """Return the HTML of Python code, however long that takes."""
    return str(highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))


def with_images(page: Markup, attachments: object) -> Markup:
    """Return a text cell's page with the images that are attached to the cell.

    Parameters
    ----------
    page : Markup
        What `text` returned.
    attachments : object
        The attachments of the cell, of which only real images are shown.
    """
    bundles = attachments.items() if isinstance(attachments, Mapping) else ()
    found = [
        (str(name), kind, str(content))
        for name, bundle in bundles
        if isinstance(bundle, Mapping)
        for kind, content in bundle.items()
    ]
    images, names = clean_images(found)
    waiting = {stand_in(name): images[new] for name, new in names.items()}
    shown: set[str] = set()

    def put_in(place: re.Match[str]) -> str:
        # Only once: a text that names an image a thousand times would make a page of gigabytes.
        if place[0] in shown:
            return "(an image that is shown above)"
        if place[0] not in waiting:
            return "(an image that is missing)"
        shown.add(place[0])
        ((kind, content),) = waiting[place[0]].items()
        return Markup('<img alt="{}" src="data:{};base64,{}">').format(NO_WORDS, kind, content)

    return Markup(A_PLACE.sub(put_in, page))


def stand_in(name: str) -> str:
    """Return the text that stands for an attached image until it is put in."""
    return f"{IMAGE}{name.encode('utf-8', 'surrogatepass').hex()}E"


@lru_cache(2048)
def text(source: str, *, ours: bool) -> Markup:
    """Return a Markdown cell.

    Parameters
    ----------
    source : str
        Markdown.
    ours : bool
        Whether the instructor wrote it. In students' text, headings become paragraphs, so that
        the outline of the page is that of the lesson, and formulas are not rendered.
    """
    try:
        # Cleaning would remove attachments, so they are put in later.
        source = source if ours else ATTACHED.sub(lambda one: stand_in(one["name"]), source)
        shown = rendered(source) if ours else in_time(f"{__name__}:{rendered.__name__}", source)
        page = _made_accessible(clean_html(shown))
    except Exception:  # a student's text may contain anything
        return Markup("<pre>{}</pre>").format(source)
    if not ours:
        return Markup(HEADING.sub(_as_paragraph, page))
    return Markup(FORMULA.sub(_as_formula, HEADING.sub(_lowered, page)))


def rendered(source: str) -> str:
    """Return the HTML of Markdown, however long that takes."""
    renderer = IPythonRenderer(escape=False, attachments={}, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))


def _lowered(found: re.Match[str]) -> str:
    """Lower a heading of the notebook below those of the page."""
    return f"<{found[1]}h{min(int(found[2]) + BELOW, LOWEST_HEADING)}>"


def _as_paragraph(found: re.Match[str]) -> str:
    return "</strong></p>" if found[1] else "<p><strong>"


def _as_formula(found: re.Match[str]) -> str:
    try:
        return str(mathml(html.unescape(found[1]), display="block"))
    except Exception:
        return found[0]


def _made_accessible(page: str) -> str:
    """Give pictures an alternative text and turn empty header cells into plain ones."""
    page = PICTURE_WITHOUT_WORDS.sub(f'<img alt="{NO_WORDS}"', page)
    page = re.sub(r"<th\b[^>]*>\s*</th>", "<td></td>", page)
    return page.replace("<a ", '<a rel="noopener noreferrer" ')


def outputs(found: Iterable[Cell], label: str) -> Iterator[Markup]:
    """Yield the outputs of a cell as safe HTML, wherever they come from.

    Parameters
    ----------
    found : iterable of mapping
        The outputs in the notebook.
    label : str
        What the cell is called, for screen readers.
    """
    for output in clean_outputs([dict(one) for one in found]):
        if shown := _output(output, label):
            yield shown


def data(shown: Preview, label: str) -> Markup:
    """Return the data of a call as safe HTML.

    Parameters
    ----------
    shown : Preview
        The data.
    label : str
        Where they are from, for screen readers.
    """
    both = {"text/html": shown.html, "text/plain": shown.text}
    output = {"output_type": "display_data", "data": both, "metadata": {}}
    return Markup("").join(outputs([output], label))


def _output(output: Cell, label: str) -> Markup | None:
    if output["output_type"] == "stream":
        return _plain(output["text"])
    if output["output_type"] == "error":
        words = f"{output['ename']}: {output['evalue']}"
        return _plain("\n".join(output["traceback"]) or words, "error")
    return _data(output["data"], label)


def _data(data: Mapping[str, str], label: str) -> Markup | None:
    if page := data.get("text/html"):
        return _rich(page, label)
    for kind in ("image/png", "image/jpeg"):
        if image := data.get(kind):
            words = f"Figure from {label}, without a description."
            return Markup('<p><img alt="{}" src="data:{};base64,{}"></p>').format(
                words, kind, image
            )
    return _plain(data.get("text/latex") or data["text/plain"])


def _rich(page: str, label: str) -> Markup:
    shown = Markup(HEADING.sub(_as_paragraph, _made_accessible(page)))
    if "<table" not in page:
        return Markup('<div class="rich">{}</div>').format(shown)
    # A scrollable element must be reachable by keyboard.
    return Markup(
        '<div class="rich wide" tabindex="0" role="group" aria-label="{}">{}</div>'
    ).format(f"Table from {label}", shown)


def _plain(words: str, kind: str = "text") -> Markup | None:
    shown = strip_ansi(words).strip("\n")
    if not shown.strip():
        return None
    return Markup('<pre class="{}">{}</pre>').format(kind, escape(shown))
