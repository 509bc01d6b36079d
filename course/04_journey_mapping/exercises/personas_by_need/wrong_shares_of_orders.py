"""Your function returns shares of orders. The size of a persona is its share of customers.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    d = customers.dropna(subset=["need"])
    n = d["need"].map(d["need"].value_counts())
    k = d["need"].where(n >= smallest, "other")
    return {
        a: [100 * g["orders"].sum() / d["orders"].sum(), g["orders"].median(), g["spend"].median()]
        for a, g in d.groupby(k)
    }
