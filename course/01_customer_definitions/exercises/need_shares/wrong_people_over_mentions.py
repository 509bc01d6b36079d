"""People are divided by rows of the table. Above and below the line, people should be counted.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced.groupby("need")["customer_id"].nunique() / len(voiced)).to_dict()
