"""Your function counts only the last need of each person. A person may voice several, and a later need does not cancel an earlier one.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    last = voiced.drop_duplicates("customer_id", keep="last")
    return (100 * last["need"].value_counts() / len(last)).to_dict()
