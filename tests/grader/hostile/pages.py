"""Find active content of the student in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

from hostile.injections import MARK

ADDRESSES = ("href", "src", "action", "data", "xlink:href", "srcdoc", "content", "formaction")
WATCHED = {"script", "iframe", "object", "embed", "base", "meta", "form", "style", "link"}


# What makes requests, also in CSS escapes, and what moves over other content.
ODD_LOOKS = re.compile(r"url|\\|:\s*-\d")
LINKS_OF_TEX = re.compile(r"\\(href|class|newcommand)")
NOT_TYPESET = "pre, pre *, code, code *, .tex2jax_ignore, .tex2jax_ignore *"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = ""
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "style") else ""
        looks = dict(attrs).get("style") or ""
        if MARK in str(attrs) and ODD_LOOKS.search(looks):
            self.found.append(f"<{tag} style={looks}>")
        for name, value in attrs:
            if MARK not in (value or ""):
                continue
            if (
                name.startswith("on")
                or tag in WATCHED
                or (name in ADDRESSES and not (tag == "a" and (value or "").startswith("https:")))
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and MARK in data:
            self.found.append(f"<{self.inside}> {data[:80]}")


def active_content(notebook: dict[str, Any]) -> Iterator[str]:
    """Yield active content of the student in the page that nbconvert makes of a notebook."""
    page, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
    yield from active_parts(page)


def active_parts(page: str) -> Iterator[str]:
    """Yield active content of the student in a page."""
    reader = _Reader()
    reader.feed(page)
    yield from reader.found
    for text in BeautifulSoup(page, "html.parser").find_all(string=LINKS_OF_TEX):
        if MARK in text and not any(
            text.parent.css.closest(one) for one in NOT_TYPESET.split(", ")
        ):
            yield "mathematics " + text[:80]
    # A diagram is drawn by a script from the text between these tags.
    for part in page.split('class="mermaid"')[1:] + page.split('class="jp-Mermaid"')[1:]:
        if MARK in part[:300]:
            yield "mermaid " + part[:80]
