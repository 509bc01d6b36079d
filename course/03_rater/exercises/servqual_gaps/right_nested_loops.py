"""Walks through people and dimensions in plain loops."""


def servqual_gaps(pairs):
    dimensions = list(dict.fromkeys(pairs["dim"]))
    means = {}
    for person, dim, expected, perceived in zip(
        pairs["resp"], pairs["dim"], pairs["E"], pairs["P"]
    ):
        if expected == expected and perceived == perceived:
            means.setdefault(person, {}).setdefault(dim, []).append(perceived - expected)
    people = [{dim: sum(gaps) / len(gaps) for dim, gaps in dims.items()} for dims in means.values()]
    mean = lambda values: sum(values) / len(values) if values else float("nan")
    result = {dim: mean([p[dim] for p in people if dim in p]) for dim in dimensions}
    result["total"] = mean([mean(list(person.values())) for person in people])
    return result
