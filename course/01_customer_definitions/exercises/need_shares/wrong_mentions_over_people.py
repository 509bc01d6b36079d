"""Your function has people in the denominator but mentions in the numerator. Count each person once for each need.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced["need"].value_counts() / voiced["customer_id"].nunique()).to_dict()
