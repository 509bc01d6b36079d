"""Your function divides by all 4,000 accounts. Most of them voiced nothing, so divide by the people who voiced a need.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / 4000).to_dict()
