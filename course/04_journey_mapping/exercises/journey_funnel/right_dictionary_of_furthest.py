"""Keeps the furthest place of each customer in a dictionary."""

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    furthest = {}
    for customer, stage in zip(log["customer_id"], log["stage"]):
        if stage not in STAGES:
            raise ValueError(stage)
        place = STAGES.index(stage)
        if customer not in furthest or place > furthest[customer]:
            furthest[customer] = place
    reached = [0, 0, 0, 0, 0]
    for place in furthest.values():
        for number in range(place + 1):
            reached[number] += 1
    step = []
    for number in range(4):
        if reached[number] == 0:
            step.append(float("nan"))
        else:
            step.append(round(reached[number + 1] / reached[number] * 100, 1))
    overall = float("nan")
    if reached[0] > 0:
        overall = round(reached[4] / reached[0] * 100, 1)
    return {"reached": reached, "step": step, "overall": overall}
