"""Your function rounds the shares to whole per cent, which is too coarse. Round to one decimal place, or do not round at all.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).round().to_dict()
