"""Each person has one need here, the last. People may voice several, and none of them cancels the others.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    last = voiced.drop_duplicates("customer_id", keep="last")
    return (100 * last["need"].value_counts() / len(last)).to_dict()
