"""Your function returns the shares as text with a per cent sign. Return plain numbers, because the chart has to draw them.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    shares = 100 * people / voiced["customer_id"].nunique()
    return {need: f"{share:.1f} %" for need, share in shares.items()}
