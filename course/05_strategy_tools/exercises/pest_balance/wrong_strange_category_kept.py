"""Your function adds an unknown category to the four. Report its factors as left out instead.

Fails: pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna()
    sums = effect[used].groupby(category[used]).sum()
    balance = {name: 0.0 for name in PEST} | sums.to_dict()
    left_out = sorted(factors.loc[~used, "factor"])
    return balance | {"left_out": left_out}
