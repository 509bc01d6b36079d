"""Injections into the feedback: content that runs when an instructor or a student opens it."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator

from hostile.cases import Case
from hostile.lesson import as_bytes, extra, filled_in

MARK = "stolen"
PAGES = {
    "script": "<script>window.stolen=1</script>",
    "open_script": "<script>window.stolen=1",
    "nested_script": "<scr<script>ipt>window.stolen=1</scr</script>ipt>",
    "image_error": "<img src=x onerror='window.stolen=1'>",
    "svg_load": "<svg onload='window.stolen=1'><circle/></svg>",
    "frame": "<iframe srcdoc='<script>parent.stolen=1</script>'></iframe>",
    "object": "<object data='data:text/html,<script>stolen=1</script>'></object>",
    "form": "<form action='https://stolen.example'><button>Go</button></form>",
    "refresh": "<meta http-equiv='refresh' content='0;url=https://stolen.example'>",
    "base": "<base href='https://stolen.example/'>",
    "style_import": "<style>@import 'https://stolen.example/x.css';</style>",
    "style_address": "<div style=\"background:url('https://stolen.example/x')\">x</div>",
    "link": "<a href='javascript:window.stolen=1'>click</a>",
    "link_entities": "<a href='jav&#x61;script:window.stolen=1'>click</a>",
    "link_tab": "<a href='java\tscript:window.stolen=1'>click</a>",
    "beacon": "<img src='https://stolen.example/pixel.png'>",
    "details": "<details open ontoggle='window.stolen=1'><summary>x</summary></details>",
    "math": "<math><a xlink:href='javascript:stolen=1'>x</a></math>",
    "template": '<noscript><p title="</noscript><img src=x onerror=stolen=1>">',
    "style_escaped": "<div style=\"background:u\\72l('https://stolen.example/x')\">x</div>",
    "style_moved": "<div style='margin:-900px;border:900px solid' title='stolen'>x</div>",
    "class_of_diagram": "<div class='mermaid'>stolen</div>",
    "math_in_html": "<p>$\\href{javascript:stolen=1}{x}$</p>",
    "comment": "<!--><img src=x onerror=stolen=1>-->",
}
TEXTS = {
    "markdown_link": "[click](javascript:window.stolen=1)",
    "markdown_entities": "[click](jav&#97;script:window.stolen=1)",
    "markdown_reference": "[click][a]\n\n[a]: javascript:window.stolen=1",
    "markdown_image": "![x](https://stolen.example/pixel.png)",
    "markdown_autolink": "<javascript:window.stolen=1>",
    "mermaid": "```mermaid\ngraph TD\nA[<img src=x onerror=stolen=1>]\n```",
    "mermaid_in_quote": "> ~~~ mermaid\n> graph TD\n> A[<img src=x onerror=stolen=1>]\n> ~~~",
    "markdown_reference_image": "![a]\n\n[a]: https://stolen.example/pixel.png",
    "math_defined_link": "$\\newcommand{\\h}[1]{\\href{java#1}{x}}\\h{script:stolen=1}$",
    "math_class": "$\\class{jp-Mermaid}{stolen}$",
    "many_lines": "\n" * 300_000,
    "many_brackets": "![" * 90_000,
    "many_ticks": "".join("`" * number + " " for number in range(1, 600)),
    "attachment": "![x](attachment:missing.png)",
    "math_link": "$\\href{javascript:window.stolen=1}{x}$",
}
BUNDLES = {
    "javascript": "{'application/javascript': 'window.stolen=1'}",
    "svg": "{'image/svg+xml': '<svg onload=\"window.stolen=1\"></svg>'}",
    "markdown": "{'text/markdown': '<img src=x onerror=stolen=1>'}",
    "latex": "{'text/latex': '<img src=x onerror=stolen=1>'}",
    "false_image": "{'image/png': '<script>window.stolen=1</script>'}",
    "deep": "{'text/html': '<div>' * 40_000}",
    "half_letter": "{'text/latex': 'x' + chr(0xd800), 'text/html': chr(0xdfff)}",
    "image_attribute": "{'image/png': 'AA\\\" onerror=\\\"stolen=1'}",
    "widget": "{'application/vnd.jupyter.widget-view+json': {'model_id': '</script><script>stolen=1'}}",
    "unknown": "{'application/x-unknown': '<script>stolen=1</script>', 'text/plain': 7}",
    "geo": "{'application/geo+json': {'x': '<script>stolen=1</script>'}}",
}
CODE = {
    "printed": "print('<script>window.stolen=1</script>')",
    "error_text": "raise ValueError('<script>window.stolen=1</script>')",
    "error_name": "raise type('<img src=x onerror=stolen=1>', (Exception,), {})('x')",
    "slow_class": "from IPython.display import HTML\nHTML('<b class=\"' + 'quiz-a' * 60 + '!\">x</b>')",
    "terminal_codes": "print('\\x1b]8;;javascript:stolen=1\\x07click\\x1b]8;;\\x07')",
}


def injections() -> Iterator[Case]:
    """Yield every injection; each earns all points, because the answers are right."""
    for name, page in PAGES.items():
        yield _with_code(f"html_{name}", f"from IPython.display import HTML\nHTML({page!r})")
        yield _with_text(f"text_{name}", page)
    for name, text in TEXTS.items():
        yield _with_text(name, text)
    for name, bundle in BUNDLES.items():
        yield _with_code(f"bundle_{name}", f"display({bundle}, raw=True)")
    for name, code in CODE.items():
        yield _with_code(name, code)


def _with_code(name: str, code: str) -> Case:
    notebook = filled_in()
    notebook["cells"].insert(2, extra(code))
    return Case(name, "injection", as_bytes(notebook))


def _with_text(name: str, text: str) -> Case:
    notebook = filled_in(essay=text)
    notebook["cells"].insert(1, extra(text, "markdown"))
    notebook["cells"].insert(1, extra(text, "raw", "raw"))
    return Case(name, "injection", as_bytes(notebook))
