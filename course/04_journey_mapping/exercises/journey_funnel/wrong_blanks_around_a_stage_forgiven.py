"""Your function accepts a stage with a space before or after it. It is not in STAGES, so raise a ValueError.

Fails: journey_funnel_edges
"""

from itertools import pairwise

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    stages = log["stage"].str.strip()
    if not stages.isin(STAGES).all():
        raise ValueError("a stage is unknown")
    furthest = stages.map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(5)]
    step = [100 * b / a if a else np.nan for a, b in pairwise(reached)]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
