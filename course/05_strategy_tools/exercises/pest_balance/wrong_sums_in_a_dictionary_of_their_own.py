"""Your function puts the four sums together under a key of their own. Put them next to "left_out" instead.

Fails: pest_balance_values, pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna() & category.isin(PEST)
    sums = effect[used].groupby(category[used]).sum()
    balance = {name: float(sums.get(name, 0)) for name in PEST}
    left_out = sorted(factors.loc[~used, "factor"])
    return {"balance": balance, "left_out": left_out}
