"""Your function counts a person twice if they voice the same need on two channels. Count each person once for each need, whatever the channel.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    once = voiced.drop_duplicates(["customer_id", "channel", "need"])
    return (100 * once["need"].value_counts() / voiced["customer_id"].nunique()).to_dict()
