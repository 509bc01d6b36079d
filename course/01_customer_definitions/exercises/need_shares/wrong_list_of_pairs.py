"""Your function returns sorted pairs. The task asks for a dictionary with one entry for each need; the chart will do the sorting.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    shares = 100 * people / voiced["customer_id"].nunique()
    return sorted(shares.to_dict().items(), key=lambda pair: -pair[1])
