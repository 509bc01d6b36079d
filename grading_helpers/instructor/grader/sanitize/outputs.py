"""Make students' outputs safe to show: no scripts, frames or outside addresses."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterator, Sequence
from functools import lru_cache

import nh3

from grading_helpers.instructor.grader.sanitize.limited import TooSlowError, in_time
from grading_helpers.instructor.grader.sanitize.markdown import A_TAG, is_active, is_math, unescaped
from grading_helpers.instructor.json_types import JsonObject

Output = JsonObject
MOST_TEXT = 200_000
MOST_IMAGE = 4_000_000
# A small file may be an image that takes gigabytes when it is shown.
MOST_PIXELS = 70_000_000
MOST_MARKERS = 1000
MOST_IMAGES_TOGETHER = 12_000_000
MOST_OUTPUTS = 400
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
A_MARKER = re.compile(rb"\xff+(?P<kind>[\xc0-\xfe])(?P<length>..)", re.S)
# The parts of a JPEG with its size: C0 to CF without tables.
SIZES = frozenset(bytes([kind]) for kind in range(0xC0, 0xD0) if kind not in (0xC4, 0xC8, 0xCC))
IMAGES = {"image/png": PNG, "image/jpeg": JPEG}
DATA_ADDRESS = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
# Random, so that a submission cannot forge it.
STAND_IN = f"https://{secrets.token_hex(8)}.invalid/"
A_STAND_IN = re.compile(rf'src="{re.escape(STAND_IN)}(\d+)"')
TAGS = set(
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
# The page's own scripts and style sheets look for classes.
KNOWN_CLASS = re.compile(
    r"dataframe|(?:col|row)_heading|index_name|blank|data|(?:level|row|col)\d+|quiz-[\w-]+"
    r"|tex2jax_ignore"
)
FUNCTION = re.compile(r"(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)(?<!var)\(", re.I)
# What fetches something, hides itself, or moves over other content.
ODD_STYLE = re.compile(r"url|image|@|\\|/\*|-\.?\d|[\"\']", re.I)
STYLE_PROPERTIES = {
    *("background", "background-color", "border", "border-left", "border-radius", "color"),
    *("cursor", "font-size", "font-style", "font-weight", "height", "line-height", "margin"),
    *("margin-left", "max-width", "padding", "text-align", "vertical-align", "width"),
}
NESTING = re.compile(r"<(/?)(?!(?:br|hr|img|col)\b)[A-Za-z]", re.I)
SIMPLE_TAG = re.compile(
    r"<(/?)(table|thead|tbody|tr|th|td|div|style|p)(?: [a-z]+(?:=\"[^\"<>]{0,200}\")?){0,6}>"
)
MOST_AROUND = 12
DEEPEST = 200
MOST_HTML = 1_000_000
MOST_REMEMBERED = 400_000


def clean_outputs(outputs: object) -> list[Output]:
    """Return the safe part of the outputs that a student's process reports."""
    if not isinstance(outputs, list):
        return []
    sane = [output for output in outputs[:MOST_OUTPUTS] if isinstance(output, dict)]
    return [output for output in map(_cleaned, _bounded(sane)) if output]


def _bounded(outputs: list[Output]) -> Iterator[Output]:
    """Yield outputs; after a lot of HTML, leave out the rest, because cleaning takes time."""
    room = MOST_HTML
    for output in outputs:
        data = output.get("data")
        page = data.get("text/html") if isinstance(data, dict) else None
        room -= len(DATA_ADDRESS.sub("", page)) if isinstance(page, str) else 0
        if room < 0 and isinstance(data, dict):
            yield {**output, "data": {**data, "text/html": None}}
        else:
            yield output


def _cleaned(output: JsonObject) -> Output | None:
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


def clean_images(
    images: Sequence[tuple[str, str, str]],
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the images attached to a text cell that really are images.

    Parameters
    ----------
    images : sequence of tuple
        Their names, kinds and content, as they were handed in.

    Returns
    -------
    attachments, names : dict
        The attachments as a notebook has them, and their new names by the old ones.
    """
    attachments: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    room = MOST_IMAGES_TOGETHER
    for name, kind, content in images:
        image = _image(content, IMAGES[kind]) if kind in IMAGES else ""
        room -= len(image)
        if image and room >= 0:
            names[name] = f"image-{len(attachments) + 1}"
            attachments[names[name]] = {kind: image}
    return attachments, names


def _image(content: object, start: bytes) -> str:
    """Return an image if its bytes have the right format, else an empty text."""
    if not isinstance(content, str) or len(content) > MOST_IMAGE:
        return ""
    try:
        image = base64.b64decode(content.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return ""
    is_shown = image.startswith(start) and pixels(image) <= MOST_PIXELS
    return base64.b64encode(image).decode() if is_shown else ""


def pixels(image: bytes) -> int:
    """Return how many pixels a PNG or JPEG says that it has, or so many that it is not shown.

    0 if it does not say.

    Examples
    --------
    >>> pixels(PNG + bytes.fromhex("0000000d49484452" "00000300" "00000200"))
    393216
    >>> pixels(JPEG[:2] + bytes.fromhex("ffe00004" "0000" "ffc2000b" "08" "0200" "0300"))
    393216
    """
    if image.startswith(PNG):
        width, height = image[16:20], image[20:24]
        return int.from_bytes(width, "big") * int.from_bytes(height, "big")
    most, place = 0, 2
    # A JPEG consists of parts that say how long they are; several may give a size.
    for _ in range(MOST_MARKERS):
        if (found := A_MARKER.match(image, place)) is None:
            return most
        length = max(2, int.from_bytes(found["length"], "big"))
        if found["kind"] in SIZES:
            size = image[found.end() + 1 : found.end() + 5]
            most = max(most, int.from_bytes(size[:2], "big") * int.from_bytes(size[2:], "big"))
        place = found.end() - 2 + length
    return MOST_PIXELS + 1


def clean_html(page: str) -> str:
    """Return HTML without scripts and outside addresses.

    Nothing is left of HTML that is nested too deeply or takes too long to parse.

    Examples
    --------
    >>> clean_html('<b onclick="x()">bold</b><script>x()</script><img src="https://a.example/b">')
    '<b>bold</b><img>'
    """
    try:
        return (_clean_in_time if len(page) > MOST_REMEMBERED else _clean_and_remember)(page)
    except TooSlowError:
        return ""


def _clean_in_time(page: str) -> str:
    if is_well_nested(page):
        return clean_html_here(page)
    return in_time(f"{__name__}:{clean_html_here.__name__}", page)


_clean_and_remember = lru_cache(128)(_clean_in_time)


def is_well_nested(page: str) -> bool:
    """Return whether every tag of a page is one that tables consist of, and closed in order.

    The time to parse such a page grows with its length alone.

    Examples
    --------
    >>> is_well_nested("<table><tr><td>1</td></tr></table>"), is_well_nested("<td><tr></td></tr>")
    (True, False)
    """
    tags = SIMPLE_TAG.findall(page)
    if len(tags) != page.count("<"):
        return False
    around: list[str] = []
    for closing, name in tags:
        if not closing:
            around.append(name)
        elif not around or around.pop() != name:
            return False
        if len(around) > MOST_AROUND:
            return False
    return not around


def clean_html_here(page: str) -> str:
    """Return clean HTML, however long that takes."""
    images: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        images.append(_image("".join(found[1].split()), PNG))
        return f"{STAND_IN}{len(images) - 1}"

    page = _text(DATA_ADDRESS.sub(put_aside, page[:MOST_IMAGE]))
    if _depth(page) > DEEPEST:
        return ""
    cleaned = nh3.clean(
        page,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=_filtered,
        filter_style_properties=STYLE_PROPERTIES,
        url_schemes={"https"},
        link_rel=None,
    )
    # Once for all of them: a page may have a hundred thousand.
    cleaned = A_STAND_IN.sub(lambda found: _source(images[int(found[1])]), cleaned)
    # MathJax has its own links and commands.
    return f'<div class="tex2jax_ignore">{cleaned}</div>' if is_math(cleaned) else cleaned


def _source(image: str) -> str:
    return f'src="data:image/png;base64,{image}"' if image else 'src=""'


def _depth(page: str) -> int:
    """Return how deeply tags are nested; the time to parse them grows with it."""
    depth = deepest = 0
    for closing in NESTING.findall(page):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None to remove it; only our own addresses may stay."""
    if name == "src":
        return value if re.fullmatch(re.escape(STAND_IN) + r"\d{1,4}", value) else None
    plain = unescaped(value)
    if name == "class":
        return value if all(map(KNOWN_CLASS.fullmatch, plain.split())) else None
    if name == "style" and (FUNCTION.search(plain) or ODD_STYLE.search(plain)):
        return None
    return value


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return re.sub("[\ud800-\udfff]", "\ufffd", text[:MOST_TEXT])
