"""Your function counts a category whose name only begins like one of the four. Compare the whole name, and report the factor as left out.

Fails: pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    for name in PEST:
        category = category.where(~category.str.startswith(name), name)
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna() & category.isin(PEST)
    sums = effect[used].groupby(category[used]).sum()
    balance = {name: float(sums.get(name, 0)) for name in PEST}
    return balance | {"left_out": sorted(factors.loc[~used, "factor"])}
