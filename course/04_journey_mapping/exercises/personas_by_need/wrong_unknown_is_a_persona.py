"""Your function makes customers with an unknown need a persona of their own. The task leaves them out.

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.assign(need=customers["need"].fillna("unknown"))
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
