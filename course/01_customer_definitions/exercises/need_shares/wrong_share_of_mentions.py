"""This is a share of mentions. Somebody who says it five times is counted five times: count people.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced["need"].value_counts(normalize=True)).to_dict()
