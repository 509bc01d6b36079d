"""Your function returns shares of mentions, so somebody who says the same thing five times counts five times. Count people instead.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    return (100 * voiced["need"].value_counts(normalize=True)).to_dict()
