"""Your function does not use the likelihood. An unlikely factor should count for less than a certain one with the same impact.

Fails: pest_balance_values, pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"]
    used = effect.notna() & category.isin(PEST) & factors["likelihood"].notna()
    sums = effect[used].groupby(category[used]).sum()
    balance = {name: float(sums.get(name, 0)) for name in PEST}
    left_out = sorted(factors.loc[~used, "factor"])
    return balance | {"left_out": left_out}
