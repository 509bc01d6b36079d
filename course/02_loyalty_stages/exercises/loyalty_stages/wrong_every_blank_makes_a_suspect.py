"""Your function treats everyone with a blank as a suspect, even buyers and people with a known 0. Orders come first, and a known 0 settles the matter.

Fails: loyalty_stages_unknowns
"""

import pandas as pd


def loyalty_stages(crm):
    result = {}
    for row in crm.itertuples():
        quarters = [row.q1, row.q2, row.q3, row.q4]
        if pd.isna(row.need) or pd.isna(row.can_pay):
            stage = "suspect"
        elif all(quarters):
            stage = "advocate" if row.referrals else "client"
        elif sum(quarters) > 0:
            stage = "first_time" if sum(quarters) == 1 else "repeat"
        else:
            stage = "prospect" if row.need and row.can_pay else "disqualified"
        result[row.customer_id] = stage
    return result
