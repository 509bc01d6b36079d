"""Uses the algebraic form with counts, for all groups at once."""

import numpy as np


def claim_intervals(offers):
    counts = offers.groupby("group")["bought"].agg(["sum", "count"])
    x, n, z2 = counts["sum"], counts["count"].where(counts["count"] > 0), 1.96**2
    middle = (x + z2 / 2) / (n + z2)
    half = 1.96 * np.sqrt(x * (n - x) / n + z2 / 4) / (n + z2)
    rows = zip(100 * x / n, 100 * (middle - half), 100 * (middle + half))
    return {group: list(row) for group, row in zip(counts.index, rows)}
