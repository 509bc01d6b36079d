"""Drops whole rows that repeat, and returns a Series."""

import pandas as pd


def retention_and_churn(members):
    people = members.drop_duplicates()
    table = pd.crosstab(people["at_start"], people["at_end"])
    table = table.reindex(index=[0, 1], columns=[0, 1], fill_value=0)
    stayed, gone = table.loc[1, 1], table.loc[1, 0]
    if stayed + gone == 0:
        return pd.Series({"churn": None, "retention": None})
    return pd.Series({"churn": gone, "retention": stayed}) / (stayed + gone) * 100
