"""Your function reports the blank as a need of its own. A row without a need tells us nothing about needs, so leave it out.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    s = mentions.groupby("need", dropna=False)["customer_id"].nunique()
    return (100 * s / mentions["customer_id"].nunique()).to_dict()
