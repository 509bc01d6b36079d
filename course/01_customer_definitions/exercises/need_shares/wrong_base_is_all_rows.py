"""Your function divides by the number of rows in the whole table. Divide by the people who voiced any need.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced.groupby("need")["customer_id"].nunique() / len(mentions)).to_dict()
