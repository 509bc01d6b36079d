"""Maps the signs and groups the effects."""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    category = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    effect = sign * factors["impact"] * factors["likelihood"]
    used = effect.notna() & category.isin(PEST)
    sums = effect[used].groupby(category[used]).sum().reindex(PEST, fill_value=0)
    balance = sums.to_dict()
    left_out = sorted(factors.loc[~used, "factor"])
    return balance | {"left_out": left_out}
