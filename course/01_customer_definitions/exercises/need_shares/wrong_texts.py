"""The shares are texts with a sign for per cent. Return plain numbers, for the chart has to draw them.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    people = voiced.groupby("need")["customer_id"].nunique()
    shares = 100 * people / voiced["customer_id"].nunique()
    return {need: f"{share:.1f} %" for need, share in shares.items()}
