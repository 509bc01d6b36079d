"""The shares were stretched to add up to 100. They need not, for one person can voice several needs.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / people.sum()).to_dict()
