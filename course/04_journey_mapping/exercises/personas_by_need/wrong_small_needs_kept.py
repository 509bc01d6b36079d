"""Your function keeps small needs as personas of their own. The task puts needs with fewer than "smallest" customers together as "other".

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    persona = known["need"]
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
