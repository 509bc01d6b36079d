"""Tabulates people by needs, makes every count a yes or no, averages the columns."""

import pandas as pd


def need_shares(mentions):
    voiced = mentions.dropna(subset=["need"])
    if voiced.empty:
        return {}
    table = pd.crosstab(voiced["customer_id"], voiced["need"]).clip(upper=1)
    return (table.mean() * 100).to_dict()
