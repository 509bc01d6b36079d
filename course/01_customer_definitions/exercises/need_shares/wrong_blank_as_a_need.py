"""The blank appears as a need of its own. A row without a need tells us of none.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.fillna({"need": "unknown"})
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
