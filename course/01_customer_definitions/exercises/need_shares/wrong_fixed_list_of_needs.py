"""Your function reports needs that nobody voiced. Take the needs from the table that it is given, not from a list of your own.

Fails: need_shares_values, need_shares_untagged
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])

    base = voiced["customer_id"].nunique()
    result = {}
    for need in ["advice", "choice", "price", "returns", "speed"]:
        people = voiced.loc[voiced["need"] == need, "customer_id"].nunique()
        result[need] = 100 * people / base if base else 0
    return result
