"""Your function adds up impacts and likelihoods before it multiplies them. Multiply for each factor first, then add up.

Fails: pest_balance_values
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna() & category.isin(PEST)
    sums = (sign * factors["impact"])[used].groupby(category[used]).sum() * factors["likelihood"][
        used
    ].groupby(category[used]).sum()
    balance = {name: float(sums.get(name, 0)) for name in PEST}
    left_out = sorted(factors.loc[~used, "factor"])
    return balance | {"left_out": left_out}
