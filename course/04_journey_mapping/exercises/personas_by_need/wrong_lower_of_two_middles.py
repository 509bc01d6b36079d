"""Your function takes the lower of the two middle values as the median. The median of an even number of values lies half-way between them.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    k = customers.dropna(subset=["need"])
    size = k.groupby("need")["need"].transform("size")
    k = k.assign(p=k["need"].where(size >= smallest, "other"))
    return {
        g: [
            100 * len(r) / len(k),
            r["orders"].quantile(0.5, interpolation="lower"),
            r["spend"].quantile(0.5, interpolation="lower"),
        ]
        for g, r in k.groupby("p")
    }
