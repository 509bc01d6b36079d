"""Your function takes needs that differ only in capital letters for one need. For this task "Speed" and "speed" are two.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    voiced = voiced.assign(need=voiced["need"].astype(str).str.lower())
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
