"""Your function keeps the name of a small need if it is the only one. Even a single small need becomes "other".

Fails: personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    if known.loc[size < smallest, "need"].nunique() < 2:
        persona = known["need"]
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
