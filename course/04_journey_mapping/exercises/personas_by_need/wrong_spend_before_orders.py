"""Your function returns spend before orders. The task asks for share, orders and spend, in that order.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), group["spend"].median(), group["orders"].median()]
        for name, group in known.groupby(persona)
    }
