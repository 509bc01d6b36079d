"""The shares are rounded to whole per cent, which is too coarse. Round to one decimal, or not at all.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).round().to_dict()
