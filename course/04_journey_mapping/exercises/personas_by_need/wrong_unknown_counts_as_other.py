"""Your function puts customers with an unknown need into "other". The task leaves them out, because "other" is for small needs.

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.assign(need=customers["need"].fillna("other"))
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
