"""Only people with a single need are counted. Those with two voiced each of them as well.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    pairs = voiced.drop_duplicates(["customer_id", "need"])
    single = pairs[~pairs["customer_id"].duplicated(keep=False)]
    people = single["need"].value_counts().reindex(voiced["need"].unique(), fill_value=0)
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
