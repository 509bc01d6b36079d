"""These are numbers of people. Divide by all those who voiced a need, so that the numbers can be compared next year.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return voiced.groupby("need")["customer_id"].nunique().to_dict()
