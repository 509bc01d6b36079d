"""Outputs and texts of a student made safe to look at: no script, no frame, no foreign address."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]

from grading_helpers.instructor.grader.texts import A_TAG, is_active, is_math, unescaped

Output = dict[str, Any]
MOST_TEXT = 200_000
MOST_IMAGE = 4_000_000
MOST_OUTPUTS = 400
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
IMAGES = {"image/png": PNG, "image/jpeg": JPEG}
DATA_ADDRESS = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
# Nobody can write it beforehand, so that no address but ours stays.
STAND_IN = f"https://{secrets.token_hex(8)}.invalid/"
STYLE_SHEET = re.compile(r"<style\b.*?(</style\s*>|$)", re.I | re.S)
SCRIPT = re.compile(r"<script\b.*?(</script\s*>|$)", re.I | re.S)
TAGS = frozenset(
    re.findall(
        r"\w+",
        "a b blockquote br caption code col colgroup dd details div dl dt em h1 h2 h3 h4 h5 h6 "
        "hr i img li ol p pre small span strong sub summary sup table tbody td tfoot th thead "
        "tr u ul",
    )
)
ATTRIBUTES = {
    "*": {"class", "style", "role", "title", "scope", "colspan", "rowspan"},
    "img": {"alt", "src", "width", "height"},
    "table": {"border"},
    "summary": {"data-lm-suppress-shortcuts"},
}
# A page has scripts and style sheets of its own that look for classes.
KNOWN_CLASSES = re.compile(
    r"(\s|dataframe|(col|row)_heading|index_name|blank|data|(level|row|col)\d+|quiz-[\w-]+"
    r"|tex2jax_ignore)*"
)
FUNCTION = re.compile(r"(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)(?<!var)\(", re.I)
# What fetches, what hides itself, what moves over something else.
ODD_STYLE = re.compile(r"url|image|@|\\|/\*|-\.?\d|[\"\']", re.I)
LOOKS = CSSSanitizer(
    allowed_css_properties=[
        *("background", "background-color", "border", "border-left", "border-radius", "color"),
        *("cursor", "font-size", "font-style", "font-weight", "height", "line-height", "margin"),
        *("margin-left", "max-width", "padding", "text-align", "vertical-align", "width"),
    ]
)
NESTING = re.compile(r"<(/?)(?!(?:br|hr|img|col)\b)[A-Za-z]", re.I)
DEEPEST = 200
MOST_HTML = 1_000_000
MOST_REMEMBERED = 400_000


def clean_outputs(outputs: object) -> list[Output]:
    """Return what may be kept of outputs that a student's process claims to have made."""
    if not isinstance(outputs, list):
        return []
    sane = [output for output in outputs[:MOST_OUTPUTS] if isinstance(output, dict)]
    return [output for output in map(_cleaned, _bounded(sane)) if output]


def _bounded(outputs: list[Output]) -> Iterator[Output]:
    """Yield outputs, those beyond a lot of HTML without it: to clean it takes time."""
    room = MOST_HTML
    for output in outputs:
        data = output.get("data")
        page = data.get("text/html") if isinstance(data, dict) else None
        room -= len(DATA_ADDRESS.sub("", page)) if isinstance(page, str) else 0
        if room < 0 and isinstance(data, dict):
            yield {**output, "data": {**data, "text/html": None}}
        else:
            yield output


def _cleaned(output: Mapping[str, Any]) -> Output | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        trace = output.get("traceback")
        lines = [_text(line)[:4000] for line in trace[:120]] if isinstance(trace, list) else []
        name, words = _text(output.get("ename"))[:100], _text(output.get("evalue"))[:4000]
        return {"output_type": "error", "ename": name, "evalue": words, "traceback": lines}
    if kind not in ("display_data", "execute_result"):
        return None
    data = _clean_data(output.get("data"))
    kept: Output = {"output_type": kind, "data": data, "metadata": {}}
    return kept | ({"execution_count": None} if kind == "execute_result" else {})


def _clean_data(data: object) -> dict[str, str]:
    data = data if isinstance(data, dict) else {}
    kept = {}
    for kind, start in IMAGES.items():
        if image := _image(data.get(kind), start):
            kept[kind] = image
    if isinstance(data.get("text/html"), str) and (page := clean_html(data["text/html"])):
        kept["text/html"] = page
    latex = _text(data.get("text/latex"))
    if latex and not is_active(latex):
        kept["text/latex"] = A_TAG.sub("< ", latex)
    return kept | {"text/plain": _text(data.get("text/plain", ""))}


def _image(content: object, start: bytes) -> str:
    """Return an image whose bytes are what they are said to be, else nothing."""
    if not isinstance(content, str) or len(content) > MOST_IMAGE:
        return ""
    try:
        image = base64.b64decode(content.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(image).decode() if image.startswith(start) else ""


def clean_html(page: str) -> str:
    """Return HTML without anything that acts or calls elsewhere, nothing if it is too deep.

    Examples
    --------
    >>> clean_html('<b onclick="x()">bold</b><script>x()</script><img src="https://a.example/b">')
    '<b>bold</b><img>'
    """
    if len(page) > MOST_REMEMBERED:
        return _clean_html(page)
    return _clean_and_remember(page)


def _clean_html(page: str) -> str:
    images: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        images.append(_image("".join(found[1].split()), PNG))
        return f"{STAND_IN}{len(images) - 1}"

    page = _text(DATA_ADDRESS.sub(put_aside, page[:MOST_IMAGE]))
    page = STYLE_SHEET.sub("", SCRIPT.sub("", page))
    if _depth(page) > DEEPEST:
        return ""
    cleaned: str = bleach.clean(
        page,
        tags=TAGS,
        attributes=_may_stay,
        css_sanitizer=LOOKS,
        protocols=["https"],
        strip=True,
        strip_comments=True,
    )
    for number, image in enumerate(images):
        source = f"data:image/png;base64,{image}" if image else ""
        cleaned = cleaned.replace(f'src="{STAND_IN}{number}"', f'src="{source}"')
    # What a page takes for mathematics is a language with links of its own.
    return f'<div class="tex2jax_ignore">{cleaned}</div>' if is_math(cleaned) else cleaned


_clean_and_remember = lru_cache(128)(_clean_html)


def _depth(page: str) -> int:
    """Return how deep tags lie in each other, at most: with it grows the time to read them."""
    depth = deepest = 0
    for closing in NESTING.findall(page):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def _may_stay(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute may stay; of addresses only our own stand-in may."""
    if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
        return False
    if name == "src":
        return bool(re.fullmatch(re.escape(STAND_IN) + r"\d{1,4}", value))
    plain = unescaped(value)
    if name == "class":
        return bool(KNOWN_CLASSES.fullmatch(plain))
    return name != "style" or not (FUNCTION.search(plain) or ODD_STYLE.search(plain))


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return re.sub("[\ud800-\udfff]", "\ufffd", text[:MOST_TEXT])
