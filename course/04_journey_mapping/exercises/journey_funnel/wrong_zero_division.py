"""Your function divides by the count of a stage that nobody reached. The task asks for NaN there.

Fails: journey_funnel_edges
"""

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [100 * reached[n + 1] / reached[n] for n in range(len(reached) - 1)]
    return {"reached": reached, "step": step, "overall": 100 * reached[-1] / reached[0]}
