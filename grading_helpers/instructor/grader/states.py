"""What was handed to a student's function takes on the state in which it came back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def become(value: Any, state: Any) -> None:
    """Bring an object that was handed over to the state in which the other side left it.

    Examples
    --------
    >>> given = [2, 1]
    >>> become(given, [1, 2])
    >>> given
    [1, 2]
    """
    if isinstance(value, list) and isinstance(state, list):
        value[:] = state
    elif isinstance(value, dict | set) and isinstance(state, dict | set):
        value.clear()
        value.update(state)
    elif isinstance(value, np.ndarray) and isinstance(state, np.ndarray):
        value.resize(state.shape, refcheck=False)
        value[...] = state
    elif isinstance(value, pd.DataFrame | pd.Series) and type(state) is type(value):
        value._update_inplace(state)
        if isinstance(state, pd.Series):
            value.name = state.name
