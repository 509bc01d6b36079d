"""Your function reports the blank as a need of its own. A row without a need tells us nothing about needs, so leave it out.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.fillna({"need": "unknown"})
    people = voiced.groupby("need")["customer_id"].nunique()
    return (100 * people / voiced["customer_id"].nunique()).to_dict()
