"""Your function rounds the medians of spend to whole euros. Round only when you print, or not at all.

Fails: personas_by_need_values
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [
            100 * len(group) / len(known),
            group["orders"].median(),
            round(group["spend"].median()),
        ]
        for name, group in known.groupby(persona)
    }
