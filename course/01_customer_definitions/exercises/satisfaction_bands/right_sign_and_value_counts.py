"""Counts the signs of the differences in each group."""

import numpy as np


def satisfaction_bands(survey):
    def shares(rows):
        signs = np.sign((rows["perform"] - rows["expect"]).dropna().astype(float))
        if len(signs) == 0:
            return [np.nan, np.nan, np.nan]
        counted = signs.value_counts(normalize=True)
        return [100 * counted.get(sign, 0) for sign in (-1, 0, 1)]

    result = {segment: shares(rows) for segment, rows in survey.groupby("segment")}
    return {**result, "all": shares(survey)}
