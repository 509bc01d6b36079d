"""The base holds people who named no need. They told us nothing about needs, so they leave it.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / mentions["customer_id"].nunique()).to_dict()
