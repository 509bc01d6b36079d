"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: claim_intervals_unknown
"""


def claim_intervals(offers):
    z, answers, result = 1.96, {}, {}
    for i in range(len(offers)):
        known = answers.setdefault(offers["group"][i], [])
        if offers["bought"][i] in (0, 1):
            known.append(offers["bought"][i])
    for group, known in answers.items():
        if not known:
            result[group] = [float("nan")] * 3
            continue
        n, p = len(known), sum(known) / len(known)
        half = z * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
        ends = [100 * (p + z**2 / (2 * n) + side) / (1 + z**2 / n) for side in (-half, half)]
        result[group] = [100 * p, *ends]
    return result
