"""Your function takes needs that differ only in capital letters for one need. For this task "Speed" and "speed" are two.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    return (
        100
        * voiced.groupby(voiced["need"].str.lower())["customer_id"].nunique()
        / voiced["customer_id"].nunique()
    ).to_dict()
