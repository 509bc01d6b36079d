"""Your function counts only the first need of each person. A person may voice several, so keep them all.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    first = voiced.drop_duplicates("customer_id")
    return (100 * first["need"].value_counts() / len(first)).to_dict()
