"""Your function takes each customer's latest contact with a time. People turn back, so look for the furthest stage among all contacts.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    timed = log.dropna(subset=["ts"]).sort_values("ts", kind="stable")
    furthest = timed.groupby("customer_id")["stage"].last().map(STAGES.index)
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
