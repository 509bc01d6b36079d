"""An answer without what could say who wrote it.

It is parsed and written out anew, so comments, blank lines and habits of spacing are gone, and
so are docstrings and lone strings. Identifiers that are neither the task's, nor the corpus's, nor
a library's become ``name_1``, ``name_2`` …, each the same everywhere. A string stays only if
every word in it is a word of the task; otherwise it becomes ``"text_1"``. Numbers of six and more
digits, which may be those of a person, become ``number_1``. Words by which a student of the class
could be known never stay.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from grading_helpers.instructor.report.names import WORD, names_someone
from grading_helpers.instructor.report.vocabulary import Vocabulary

LONGEST = 20_000
LONGEST_NUMBER = 999_999
_FORMAT = re.compile(r"[<>=^]?[-+ ]?#?0?\d*[,_]?(\.\d+)?[bcdeEfFgGnosxX%]?")


class NoPythonError(ValueError):
    """Code that cannot be parsed, and so not be made anonymous."""


def anonymised(code: str, known: Vocabulary) -> str:
    r"""Return an answer without anything that could say who wrote it.

    Parameters
    ----------
    code : str
        The text of an answer cell.
    known : Vocabulary
        What may stay.

    Raises
    ------
    NoPythonError
        If the code cannot be parsed.

    Examples
    --------
    >>> known = Vocabulary(frozenset({"nps"}), frozenset({"sum"}), frozenset({"score"}))
    >>> code = "# by Ada\ndef nps(adas): return sum(adas['Score'] + adas['Ada'])"
    >>> print(anonymised(code, known))
    def nps(name_1):
        return sum(name_1['Score'] + name_1['text_1'])
    """
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in code.split("\n")]
    try:
        if len(code) > LONGEST:
            raise ValueError("too long")
        tree = ast.parse("\n".join(lines))
        return ast.unparse(ast.fix_missing_locations(_Masks(known).visit(tree))).strip()
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoPythonError(f"{type(error).__name__}") from error


@dataclass
class _Masks(ast.NodeTransformer):
    """Puts general names in the place of telling ones."""

    known: Vocabulary
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Rename what a node names, take lone strings out, and go on below."""
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.body = [one for one in node.body if not _is_lone_string(one)] or [ast.Pass()]
        for name, value in ast.iter_fields(node):
            if isinstance(value, str):
                shown = None if name == "type_comment" else self._dotted(value)
                setattr(node, name, shown)
            elif name == "names" and isinstance(node, ast.Global | ast.Nonlocal):
                node.names = [self._dotted(one) for one in node.names]
        return super().generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Keep the task's own strings and all small numbers."""
        value = node.value
        if isinstance(value, str):
            return ast.Constant(self._string(value))
        if isinstance(value, bytes):
            return ast.Constant(self._generic("text", repr(value)).encode())
        if isinstance(value, int | float) and abs(value) > LONGEST_NUMBER and value < 1e300:
            return ast.Name(self._generic("number", repr(value)), ast.Load())
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Keep how a value is formatted, if that is all it says."""
        node.value = self.visit(node.value)
        spec = node.format_spec
        if isinstance(spec, ast.JoinedStr) and not _is_format(spec):
            node.format_spec = None
        return node

    def _dotted(self, name: str) -> str:
        return ".".join(self._identifier(part) for part in name.split("."))

    def _identifier(self, name: str) -> str:
        known = name in self.known.identifiers or name in self.known.library
        return name if known or not name.strip("_*") else self._generic("name", name)

    def _string(self, text: str) -> str:
        words = (word.casefold() for word in WORD.findall(text))
        digits = re.sub(r"\D", "", text)
        of_the_task = all(word in self.known.words for word in words) and len(digits) < 6
        stays = of_the_task and not names_someone(text, self.known.names)
        return text if stays else self._generic("text", text)

    def _generic(self, kind: str, original: str) -> str:
        number = 1 + sum(one == kind for one, _ in self.given)
        return self.given.setdefault((kind, original), f"{kind}_{number}")


def _is_lone_string(node: ast.stmt) -> bool:
    is_constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_constant and isinstance(node.value.value, str)  # type: ignore[attr-defined]


def _is_format(spec: ast.JoinedStr) -> bool:
    parts = [one.value for one in spec.values if isinstance(one, ast.Constant)]
    return len(parts) == len(spec.values) and all(
        isinstance(one, str) and _FORMAT.fullmatch(one) for one in parts
    )
