"""YAML as data, with the lines on which it stands; read in C where that is to be had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.reader import Reader

CONTROL_CHARACTER = Reader.NON_PRINTABLE


# Ten times as fast as the reader in Python, and a build reads a quarter of a million words.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Says the line, too, where a value is of the form of a date or number and is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            said = f"{node.value!r} is no {node.tag.rpartition(':')[2]}: {error}"
            raise yaml.MarkedYAMLError(None, None, said, node.start_mark) from None


def load(text: str) -> Any:
    """Return the data of a text.

    Raises
    ------
    yaml.MarkedYAMLError
        If it is malformed; the mark says on which line.
    """
    return load_with_nodes(text)[0]


def load_with_nodes(text: str) -> tuple[Any, Any]:
    """Return the data of a text and the nodes that know their lines.

    Raises
    ------
    yaml.MarkedYAMLError
        If it is malformed; the mark says on which line.
    """
    with _marked(text):
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return (loader.construct_document(node) if node else None), node
        finally:
            loader.dispose()


@contextmanager
def _marked(text: str) -> Iterator[None]:
    """Give the error of a character that YAML does not allow its line."""
    try:
        yield
    except yaml.reader.ReaderError as error:
        raise yaml.MarkedYAMLError(None, None, error.reason, _place(text)) from None


def _place(text: str) -> yaml.Mark:
    found = CONTROL_CHARACTER.search(text)
    at = found.start() if found else 0
    return yaml.Mark("", at, text.count("\n", 0, at), 0, None, 0)
