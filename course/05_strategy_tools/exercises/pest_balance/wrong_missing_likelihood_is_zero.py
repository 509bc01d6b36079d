"""The sums are right, but your function does not report factors without a likelihood. List them under "left_out" too.

Fails: pest_balance_left_out
"""


def pest_balance(factors):
    names = ["political", "economic", "social", "technological"]
    f = factors.assign(
        cat=factors["cat"].replace({"legal": "political", "environmental": "social"})
    )
    eff = (
        f["direction"].map({"opportunity": 1, "threat": -1})
        * f["impact"]
        * f["likelihood"].fillna(0)
    )
    ok = eff.notna() & f["cat"].isin(names)
    s = eff[ok].groupby(f["cat"]).sum()
    return {**{n: s.get(n, 0) for n in names}, "left_out": sorted(f.loc[~ok, "factor"])}
