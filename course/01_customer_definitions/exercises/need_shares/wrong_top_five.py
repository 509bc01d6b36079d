"""Your function returns only the five most frequent needs. The task asks for every need.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).nlargest(5).to_dict()
