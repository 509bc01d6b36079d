"""Your function leaves out a factor because of a blank in a column that does not matter. Check only the likelihood for blanks.

Fails: pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    known = factors.dropna()
    category = known["cat"].replace({"legal": "political", "environmental": "social"})
    sign = known["direction"].map({"opportunity": 1, "threat": -1})
    used = sign.notna() & category.isin(PEST)
    effect = (sign * known["impact"] * known["likelihood"])[used]
    sums = effect.groupby(category[used]).sum()
    left_out = sorted(set(factors["factor"]) - set(known.loc[used, "factor"]))
    return {name: sums.get(name, 0) for name in PEST} | {"left_out": left_out}
