"""The shares are shares of spend, in which one good customer counts for ten. The size of a persona is counted in people.

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
