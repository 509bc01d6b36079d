"""YAML as data, with the lines on which it stands; read in C where that is to be had."""

from __future__ import annotations

from typing import Any

import yaml

# Ten times as fast as the reader in Python, and a build reads a quarter of a million words.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(text: str) -> Any:
    """Return the data of a text.

    Raises
    ------
    yaml.MarkedYAMLError
        If it is malformed; the mark says on which line.
    """
    return yaml.load(text, Loader=LOADER)


def load_with_nodes(text: str) -> tuple[Any, Any]:
    """Return the data of a text and the nodes that know their lines.

    Raises
    ------
    yaml.MarkedYAMLError
        If it is malformed; the mark says on which line.
    """
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        return (loader.construct_document(node) if node else None), node
    finally:
        loader.dispose()
