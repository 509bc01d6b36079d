"""Your function returns a conversion of 0 where nobody reached the stage before. Nothing is known there, so the conversion should be missing (NaN).

Fails: journey_funnel_edges
"""

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [100 * reached[n + 1] / reached[n] if reached[n] else 0 for n in range(len(reached) - 1)]
    overall = 100 * reached[-1] / reached[0] if reached[0] else 0
    return {"reached": reached, "step": step, "overall": overall}
