"""Your function counts a person only if they voiced the need at least twice. Once is enough.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    known = mentions.dropna(subset=["need"])
    n = known["customer_id"].nunique()
    c = known.groupby(["need", "customer_id"]).size()
    return {k: 100 * (g >= 2).sum() / n for k, g in c.groupby(level=0)}
