"""Takes threats from opportunities, category by category."""


def pest_balance(factors):
    known = ["political", "economic", "social", "technological", "legal", "environmental"]
    good = factors[
        factors["likelihood"].notna()
        & factors["cat"].isin(known)
        & factors["direction"].isin(["opportunity", "threat"])
    ]
    parts = {
        "political": ["political", "legal"],
        "economic": ["economic"],
        "social": ["social", "environmental"],
        "technological": ["technological"],
    }
    balance = {}
    for name, cats in parts.items():
        here = good[good["cat"].isin(cats)]
        plus = here[here["direction"] == "opportunity"]
        minus = here[here["direction"] == "threat"]
        balance[name] = (plus["impact"] * plus["likelihood"]).sum() - (
            minus["impact"] * minus["likelihood"]
        ).sum()
    left = set(factors["factor"]) - set(good["factor"])
    balance["left_out"] = sorted(left)
    return balance
