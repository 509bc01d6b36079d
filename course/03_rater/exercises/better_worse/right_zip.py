"""Goes through the rows with zip."""


def better_worse(counts):
    result = {}
    columns = (counts[name] for name in ["feature", "A", "O", "M", "I"])
    for feature, a, o, m, i in zip(*columns):
        base = a + o + m + i
        nothing = [float("nan"), float("nan")]
        result[feature] = [(a + o) / base, -(o + m) / base] if base else nothing
    return result
