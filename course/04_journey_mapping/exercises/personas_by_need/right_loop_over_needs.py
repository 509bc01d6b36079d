"""Loops over the needs and filters the table."""


def personas_by_need(customers, smallest):
    known = customers[customers["need"].notna()]
    result = {}
    small = []
    for need in known["need"].unique():
        own = known[known["need"] == need]
        if len(own) < smallest:
            small.append(need)
        else:
            share = len(own) / len(known) * 100
            result[need] = [share, own["orders"].median(), own["spend"].median()]
    rest = known[known["need"].isin(small)]
    if len(rest) > 0:
        share = len(rest) / len(known) * 100
        result["other"] = [share, rest["orders"].median(), rest["spend"].median()]
    return result
