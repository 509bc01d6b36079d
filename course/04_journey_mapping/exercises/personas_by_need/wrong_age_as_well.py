"""Your function returns a fourth number for each persona. The task asks for three: share, orders and spend.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), *group[["orders", "spend", "age"]].median()]
        for name, group in known.groupby(persona)
    }
