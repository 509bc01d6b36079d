"""Make students' Markdown and LaTeX safe, however active content is disguised."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

# nbconvert's time to parse Markdown grows with the square of these.
LONGEST_MARKDOWN = 20_000
MOST_BRACKETS = 1000
A_LINE = re.compile("(.{400})")
ADDRESS = re.compile(r"javascript|vbscript|data:text|data:image/svg", re.I)
FENCES = ("```", "~~~")
SPACE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff\\]+")
A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# Images that are attached to a cell, in Markdown and as a tag.
ATTACHED = re.compile(
    r"!\[(?P<words>[^\]\[]{0,300})\]"
    r"\(attachment:(?P<name>[^)\s\"'<>]{1,200})(?:\s{1,9}\"[^\"]{0,200}\")?\)"
)
IMAGE_TAG = re.compile(
    r"<img\s(?:[^<>]{0,300}\s)?src=[\"']?attachment:([^)\s\"'<>]{1,200})[^<>]{0,300}>", re.I
)
NO_WORD = re.compile(r"[^\w .,-]+")
# Random, so that a submission cannot forge it.
KEPT = f"kept{secrets.token_hex(8)}n"
MATH = re.compile(r"\$|\\[(\[]|\\begin\b")
# MathJax commands that make links, attributes or further commands.
ACTIVE_TEX = re.compile(
    r"\\(href|url|require|unicode|class|cssid|style|html\w*|data|mmltoken|tooltip|texttip"
    r"|[egx]?def|let|(re)?new(command|environment)|providecommand|declare\w+|newextarrow)"
    r"(?![a-z])",
    re.I,
)


def clean_markdown(text: str, images: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a student's Markdown with its tags as text and without active addresses.

    Text that is active, or too long to typeset, is shown as source.

    Parameters
    ----------
    text : str
        Markdown.
    images : mapping of str to str, optional
        The names that images attached to the cell have in the text, and those that they get. These
        images stay; all other images become text.

    Examples
    --------
    >>> clean_markdown("5 < 6 <img src=x onerror=y()>")
    '5 < 6 &lt;img src=x onerror=y()>'
    >>> clean_markdown("![a](attachment:a%20b.png) ![b](attachment:b)", {"a b.png": "image-1"})
    '![a](attachment:image-1) ! [b](attachment-b)'
    """
    kept: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        name = images.get(unquote(found["name"])) or images.get(found["name"])
        if name is None:
            return found[0]
        words = " ".join(NO_WORD.sub(" ", found["words"] or "").split()) or "image"
        kept.append(f"![{words}](attachment:{name})")
        return f"{KEPT}{len(kept) - 1}E"

    if images:
        text = ATTACHED.sub(put_aside, IMAGE_TAG.sub(r"![image](attachment:\1)", text))
    cleaned = _cleaned(text)
    return re.sub(rf"{KEPT}(\d+)E", lambda found: kept[int(found[1])], cleaned)


def _cleaned(text: str) -> str:
    if len(text) > LONGEST_MARKDOWN or text.count("[") > MOST_BRACKETS or is_active(text):
        fence = "~" * 8
        shown = A_LINE.sub(r"\1\n", text.replace("~", "-"))
        return f"{fence}text\n{shown}\n{fence}"
    # Other images are fetched when the page opens; links wait for a click.
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
