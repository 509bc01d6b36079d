"""Your function counts unknown orders as 0. Leave them out of the median, because everybody in the table has bought something.

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"]).fillna({"orders": 0})
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
