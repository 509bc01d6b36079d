"""Marks person and need in a numpy table."""

import numpy as np


def need_shares(mentions):
    known = mentions["need"].notna().to_numpy()
    people, rows = np.unique(
        mentions["customer_id"].to_numpy(dtype=str)[known], return_inverse=True
    )
    needs, columns = np.unique(mentions["need"].to_numpy(dtype=str)[known], return_inverse=True)
    marks = np.zeros((len(people), len(needs)))
    marks[rows, columns] = 1
    return {str(need): 100 * marks[:, place].mean() for place, need in enumerate(needs)}
