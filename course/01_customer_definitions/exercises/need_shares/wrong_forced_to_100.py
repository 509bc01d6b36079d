"""Your function rescales the shares so that they add up to 100. They do not have to, because one person can voice several needs.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / people.sum()).to_dict()
