"""Makes the category a categorical of four names, so that groupby gives all four."""

import pandas as pd

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    homes = factors["cat"].replace({"legal": "political", "environmental": "social"})
    table = factors.assign(cat=pd.Categorical(homes, categories=PEST))
    used = table.dropna(subset=["cat", "likelihood"]).query("direction != 'internal'")
    effect = used["impact"] * used["likelihood"]
    effect = effect.where(used["direction"] == "opportunity", -effect)
    result = effect.groupby(used["cat"], observed=False).sum().round(2).to_dict()
    result["left_out"] = set(table["factor"]) - set(used["factor"])
    return result
