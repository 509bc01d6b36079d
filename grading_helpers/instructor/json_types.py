"""Types for JSON data."""

from __future__ import annotations

from typing import Any, TypeAlias

# A JSON object. Its entries have not been checked: whoever reads one must check its type.
JsonObject: TypeAlias = dict[str, Any]
# What json.loads returns. Whoever reads it must check its type.
JsonValue: TypeAlias = Any
