"""Your function returns shares between 0 and 1. The task asks for percentages from 0 to 100.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (people / voiced["customer_id"].nunique()).to_dict()
