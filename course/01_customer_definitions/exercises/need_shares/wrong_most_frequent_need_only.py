"""Your function counts only the most frequent need of each person. A person may voice several, so keep them all.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    known = mentions.dropna(subset=["need"])
    if known.empty:
        return {}
    top = known.groupby("customer_id")["need"].agg(lambda s: s.mode().iloc[0])
    return (100 * top.value_counts(normalize=True)).to_dict()
