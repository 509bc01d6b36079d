"""In the denominator, your function includes people who named no need. They told us nothing about needs, so leave them out.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / mentions["customer_id"].nunique()).to_dict()
