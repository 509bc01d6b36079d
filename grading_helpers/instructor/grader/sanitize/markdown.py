"""Make students' Markdown and LaTeX safe, however active content is disguised."""

from __future__ import annotations

import html
import re

# nbconvert's time to parse Markdown grows with the square of these.
LONGEST_MARKDOWN = 20_000
MOST_BRACKETS = 1000
A_LINE = re.compile("(.{400})")
ADDRESS = re.compile(r"javascript|vbscript|data:text|data:image/svg", re.I)
FENCES = ("```", "~~~")
SPACE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff\\]+")
A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
MATH = re.compile(r"\$|\\[(\[]|\\begin\b")
# MathJax commands that make links, attributes or further commands.
ACTIVE_TEX = re.compile(
    r"\\(href|url|require|unicode|class|cssid|style|html\w*|data|mmltoken|tooltip|texttip"
    r"|[egx]?def|let|(re)?new(command|environment)|providecommand|declare\w+|newextarrow)"
    r"(?![a-z])",
    re.I,
)


def clean_markdown(text: str) -> str:
    """Return a student's Markdown with its tags as text and without active addresses.

    Text that is active, or too long to typeset, is shown as source.

    Examples
    --------
    >>> clean_markdown("5 < 6 <img src=x onerror=y()>")
    '5 < 6 &lt;img src=x onerror=y()>'
    """
    if len(text) > LONGEST_MARKDOWN or text.count("[") > MOST_BRACKETS or is_active(text):
        fence = "~" * 8
        shown = A_LINE.sub(r"\1\n", text.replace("~", "-"))
        return f"{fence}text\n{shown}\n{fence}"
    # Images are fetched when the page opens; links wait for a click.
    text = text.replace("attachment:", "attachment-").replace("![", "! [")
    return A_TAG.sub("&lt;", text)


def is_active(text: str) -> bool:
    r"""Return whether Markdown or LaTeX would do more than show text.

    Examples
    --------
    >>> is_active("[x](jav&#97;script:y())"), is_active("> ```mermaid"), is_active("a_i > 3")
    (True, True, False)
    >>> is_active(r"$\newcommand{\h}[1]{\href{java#1}{x}}$"), is_active(r"$\delta$")
    (True, False)
    """
    plain = unescaped(text)
    decoded = re.sub(r"%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), plain)
    address = ADDRESS.search(SPACE.sub("", decoded))
    return bool(address or ACTIVE_TEX.search(plain)) or _is_diagram(plain)


def _is_diagram(text: str) -> bool:
    """Return whether a script might draw a diagram, whose labels may contain tags."""
    return "mermaid" in text.lower() and any(fence in text for fence in FENCES)


def is_math(page: str) -> bool:
    """Return whether a page would typeset part of this text as mathematics."""
    return bool(MATH.search(unescaped(page)))


def unescaped(text: str) -> str:
    """Return a text with its character references resolved, including nested ones."""
    for _ in range(3):
        text = html.unescape(text)
    return text
