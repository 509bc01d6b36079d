"""Your function leaves out the purchase log. A need counts on whatever channel it was voiced.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions[mentions["channel"] != "purchase_log"].dropna(subset=["need"])
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
