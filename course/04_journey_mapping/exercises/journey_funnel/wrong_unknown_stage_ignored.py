"""Your function ignores an unknown stage, so customers may be left out. The task asks for a ValueError.

Fails: journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    known = log[log["stage"].isin(STAGES)]
    furthest = known["stage"].map(STAGES.index).groupby(known["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
