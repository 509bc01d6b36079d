"""Your function counts a need if its name is part of another one. Compare whole names.

Fails: need_shares_values
"""


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    base = voiced["customer_id"].nunique()
    result = {}
    for need in voiced["need"].unique():
        rows = voiced[voiced["need"].str.contains(need, regex=False)]
        result[need] = 100 * rows["customer_id"].nunique() / base
    return result
