"""Applies a function to each row and returns a Series."""

import pandas as pd


def loyalty_stages(crm):
    def stage(row):
        orders = row["q1"] + row["q2"] + row["q3"] + row["q4"]
        missed = (row[["q1", "q2", "q3", "q4"]] == 0).sum()
        if missed == 0:
            return "client" if row["referrals"] == 0 else "advocate"
        if orders > 0:
            return "first_time" if orders == 1 else "repeat"
        if row["need"] == 1 and row["can_pay"] == 1:
            return "prospect"
        if 0 in (row["need"], row["can_pay"]):
            return "disqualified"
        return "suspect"

    stages = [stage(row) for _, row in crm.iterrows()]
    return pd.Series(stages, index=list(crm["customer_id"]), dtype=object)
