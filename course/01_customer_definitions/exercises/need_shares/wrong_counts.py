"""Your function returns numbers of people. Divide by everyone who voiced a need, so that the results can be compared with next year's.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return voiced.groupby("need")["customer_id"].nunique().to_dict()
