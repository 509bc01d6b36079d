"""Your function adds up the impacts of a category and multiplies by their mean likelihood. Multiply for each factor first, then add up.

Fails: pest_balance_values
"""


def pest_balance(factors):
    c = factors["cat"].replace({"legal": "political", "environmental": "social"})
    sign = factors["direction"].map({"opportunity": 1, "threat": -1})
    ok = (
        sign.notna()
        & factors["likelihood"].notna()
        & c.isin(["political", "economic", "social", "technological"])
    )
    s = (sign * factors["impact"])[ok].groupby(c[ok]).sum() * factors["likelihood"][ok].groupby(
        c[ok]
    ).mean()
    return {k: s.get(k, 0) for k in ["political", "economic", "social", "technological"]} | {
        "left_out": sorted(factors.loc[~ok, "factor"])
    }
