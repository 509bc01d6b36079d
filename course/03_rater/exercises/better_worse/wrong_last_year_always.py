"""Your function always uses last year's table, whatever it is given. Use the table that is passed to it as counts.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np
import pandas as pd

from grading_helpers import data_path

last_year = pd.read_csv(data_path("kano_last_year.csv"))


def better_worse(counts):
    result = {}
    for row in last_year.itertuples():
        base = row.A + row.O + row.M + row.I
        pair = [(row.A + row.O) / base, -(row.O + row.M) / base] if base else [np.nan, np.nan]
        result[row.feature] = pair
    return result
