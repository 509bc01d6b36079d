"""Only surveys are read. Tickets, reviews, interviews and purchases tell of needs as well.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions[mentions["channel"] == "survey"].dropna(subset=["need"])
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
