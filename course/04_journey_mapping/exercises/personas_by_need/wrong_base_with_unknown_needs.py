"""The shares are taken of all customers, those of unknown need included. Of them nobody knows which persona they are.

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(customers), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
