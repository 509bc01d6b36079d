"""Your function returns shares of spend. The size of a persona is its share of customers.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [
            100 * group["spend"].sum() / known["spend"].sum(),
            group["orders"].median(),
            group["spend"].median(),
        ]
        for name, group in known.groupby(persona)
    }
