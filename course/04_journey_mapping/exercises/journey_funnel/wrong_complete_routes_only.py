"""Your function counts a stage only for customers who were seen in every stage before it. A customer who skipped a stage has still reached the later ones.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    people, reached = set(log["customer_id"]), []
    for stage in STAGES:
        people &= set(log.loc[log["stage"] == stage, "customer_id"])
        reached.append(len(people))
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
