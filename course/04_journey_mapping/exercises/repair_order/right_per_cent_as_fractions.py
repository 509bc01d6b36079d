"""Turns per cent into fractions before subtracting, so the last digits differ."""


def repair_order(scores, target):
    ok = scores[scores["csat"].notna()]
    pairs = []
    for t, v, c in zip(ok["touchpoint"], ok["visits"], ok["csat"]):
        pairs.append((t, max(0, v * (target / 100 - c / 100))))
    pairs.sort(key=lambda pair: (-pair[1], pair[0]))
    return {"ranked": pairs, "unscored": sorted(scores[scores["csat"].isna()]["touchpoint"])}
