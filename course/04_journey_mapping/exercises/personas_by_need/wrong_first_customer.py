"""Your function describes each persona by its first customer in the table. Use all customers with that need.

Fails: personas_by_need_values, personas_by_need_blanks
"""


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [100 * len(group) / len(known), group["orders"].iloc[0], group["spend"].iloc[0]]
        for name, group in known.groupby(persona)
    }
