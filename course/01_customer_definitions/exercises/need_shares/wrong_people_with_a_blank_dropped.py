"""Your function drops everyone who has a row without a need, together with all their other rows. Drop the row, not the person.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    blank = mentions.loc[mentions["need"].isna(), "customer_id"]
    voiced = mentions[~mentions["customer_id"].isin(blank)]
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
