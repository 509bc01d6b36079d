"""Outputs and texts of a student made safe to look at: no script, no frame, no foreign address."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]

Output = dict[str, Any]
MOST_TEXT = 200_000
MOST_IMAGE = 4_000_000
MOST_OUTPUTS = 400
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
IMAGES = {"image/png": PNG, "image/jpeg": JPEG}
DATA_ADDRESS = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
STAND_IN = "https://image.invalid/"
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
    "*": ["class", "style", "role", "title", "scope", "colspan", "rowspan"],
    "img": ["alt", "src", "width", "height"],
    "table": ["border"],
    "summary": ["data-lm-suppress-shortcuts"],
}
LOOKS = CSSSanitizer(
    allowed_css_properties=[
        *("background", "background-color", "border", "border-left", "border-radius", "color"),
        *("cursor", "font-size", "font-style", "font-weight", "height", "line-height", "margin"),
        *("margin-left", "max-width", "padding", "text-align", "vertical-align", "width"),
    ]
)
A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
ACTIVE_ADDRESS = re.compile(r"(javascript|vbscript|data:text|data:image/svg)", re.I)
SPACE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff\\]+")


def clean_outputs(outputs: object) -> list[Output]:
    """Return what may be kept of outputs that a student's process claims to have made."""
    if not isinstance(outputs, list):
        return []
    kept = [_cleaned(output) for output in outputs[:MOST_OUTPUTS] if isinstance(output, dict)]
    return [output for output in kept if output]


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
    if isinstance(data.get("text/html"), str):
        kept["text/html"] = clean_html(data["text/html"])
    latex = data.get("text/latex")
    if isinstance(latex, str) and not _is_active(latex):
        kept["text/latex"] = A_TAG.sub("< ", latex[:MOST_TEXT])
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


@lru_cache(512)
def clean_html(page: str) -> str:
    """Return HTML without anything that acts or calls elsewhere.

    Examples
    --------
    >>> clean_html('<b onclick="x()">bold</b><script>x()</script><img src="https://a.example/b">')
    '<b>bold</b><img>'
    """
    images: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        images.append(_image("".join(found[1].split()), PNG))
        return f"{STAND_IN}{len(images) - 1}"

    page = DATA_ADDRESS.sub(put_aside, page[:MOST_IMAGE])[:MOST_TEXT]
    page = STYLE_SHEET.sub("", SCRIPT.sub("", page))
    page = re.sub(r"url\s*\(|@import|expression\s*\(", "", page, flags=re.I)
    cleaned: str = bleach.clean(
        page,
        tags=TAGS,
        attributes={**ATTRIBUTES, "img": _image_attribute},
        css_sanitizer=LOOKS,
        protocols=["https"],
        strip=True,
        strip_comments=True,
    )
    for number, image in enumerate(images):
        source = f"data:image/png;base64,{image}" if image else ""
        cleaned = cleaned.replace(f'src="{STAND_IN}{number}"', f'src="{source}"')
    return cleaned


def _image_attribute(_: str, name: str, value: str) -> bool:
    """Say whether an attribute of an image may stay: of addresses only our own stand-in."""
    if name == "src":
        return bool(re.fullmatch(re.escape(STAND_IN) + r"\d{1,4}", value))
    return name in ("alt", "width", "height", "style", "class", "title")


def clean_markdown(text: str) -> str:
    """Return a student's Markdown with its tags as text and without active addresses.

    Examples
    --------
    >>> clean_markdown("5 < 6 <img src=x onerror=y()>")
    '5 < 6 &lt;img src=x onerror=y()>'
    """
    if _is_active(text):
        fence = "~" * 8
        return f"{fence}text\\n{text.replace('~', '-')}\\n{fence}".replace("\\n", "\n")
    text = text.replace("attachment:", "attachment-")
    text = re.sub(r"(!\[[^\]]*\])(?=[(\[])", r"\1 ", text)
    text = re.sub(r"^(\s*(?:`{3,}|~{3,})\s*)(\w+).*$", r"\1text", text, flags=re.M)
    return A_TAG.sub("&lt;", text)


def _is_active(text: str) -> bool:
    """Say whether an active address stands in a text, however it is disguised."""
    plain = text
    for _ in range(3):
        plain = html.unescape(plain)
    plain = re.sub(r"%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), plain)
    return bool(ACTIVE_ADDRESS.search(SPACE.sub("", plain)))


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return re.sub("[\ud800-\udfff]", "\ufffd", text[:MOST_TEXT])
