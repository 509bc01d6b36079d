"""Your function leaves out the needs that few people voice. Report them all; the chart will show which ones are high.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    people = voiced.groupby("need")["customer_id"].nunique().nlargest(3)
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
