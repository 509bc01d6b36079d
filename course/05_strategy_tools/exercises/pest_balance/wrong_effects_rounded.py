"""Your function rounds each effect before it adds them up. Add the unrounded effects, and round only the sums, if at all.

Fails: pest_balance_values
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = (sign * factors["impact"] * factors["likelihood"]).round(1)
    used = effect.notna() & category.isin(PEST)
    sums = effect[used].groupby(category[used]).sum()
    balance = {name: float(sums.get(name, 0)) for name in PEST}
    return balance | {"left_out": sorted(factors.loc[~used, "factor"])}
