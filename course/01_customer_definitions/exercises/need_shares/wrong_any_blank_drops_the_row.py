"""Your function drops rows with a blank channel. A need counts wherever it was voiced.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna()
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
