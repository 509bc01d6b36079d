"""Your function bases the shares on customers with known orders only. Count every customer with a known need.

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [
            100 * group["orders"].count() / known["orders"].count(),
            group["orders"].median(),
            group["spend"].median(),
        ]
        for name, group in known.groupby(persona)
    }
