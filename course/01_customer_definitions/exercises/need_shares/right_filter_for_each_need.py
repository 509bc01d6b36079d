"""Filters the table once for each need."""


def need_shares(mentions):
    voiced = mentions[mentions["need"].notnull()]
    base = voiced["customer_id"].nunique()
    shares = {}
    for need in voiced["need"].unique():
        rows = voiced[voiced["need"] == need]
        shares[need] = 100 * len(set(rows["customer_id"])) / base
    return shares
