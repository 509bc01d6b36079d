"""A person who voices a need on two channels is counted twice. Count a person once for each need, on whatever channel.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    once = voiced.drop_duplicates(["customer_id", "channel", "need"])
    return (100 * once["need"].value_counts() / voiced["customer_id"].nunique()).to_dict()
