"""Your function reports a factor twice if there are two reasons to leave it out. List each factor only once.

Fails: pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    inside = factors["direction"] == "internal"
    unknown = factors["likelihood"].isna()
    strange = ~category.isin(PEST)
    left_out = [name for why in (inside, unknown, strange) for name in factors.loc[why, "factor"]]
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    sums = effect.groupby(category).sum()
    return {name: sums.get(name, 0) for name in PEST} | {"left_out": sorted(left_out)}
