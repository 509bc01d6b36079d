"""Your function returns NaN for a category that has no factors. The task asks for 0 there.

Fails: pest_balance_values, pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna() & category.isin(PEST)
    sums = effect[used].groupby(category[used]).sum()
    balance = sums.reindex(PEST).to_dict()
    left_out = sorted(factors.loc[~used, "factor"])
    return balance | {"left_out": left_out}
