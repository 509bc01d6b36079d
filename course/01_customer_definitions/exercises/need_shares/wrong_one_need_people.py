"""Your function counts only people who voiced a single need. Somebody who voiced two needs counts for both of them.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    pairs = voiced.drop_duplicates(["customer_id", "need"])
    single = pairs[~pairs["customer_id"].duplicated(keep=False)]
    people = single["need"].value_counts().reindex(voiced["need"].unique(), fill_value=0)
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
