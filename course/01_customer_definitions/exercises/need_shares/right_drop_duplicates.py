"""Drops repeated pairs of person and need, then counts rows."""


def need_shares(mentions):
    voiced = mentions[mentions["need"].notna()]
    once = voiced.drop_duplicates(["customer_id", "need"])
    return 100 * once["need"].value_counts() / len(voiced["customer_id"].unique())
