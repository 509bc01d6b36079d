"""Your function divides the number of people by the number of rows. Count people in both the numerator and the denominator.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced.groupby("need")["customer_id"].nunique() / len(voiced)).to_dict()
