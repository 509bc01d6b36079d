"""Starts with suspects and overwrites from the weakest rule to the strongest."""

import pandas as pd


def loyalty_stages(crm):
    stage = pd.Series("suspect", index=crm.index)
    total = crm["q1"] + crm["q2"] + crm["q3"] + crm["q4"]
    every = (crm["q1"] > 0) & (crm["q2"] > 0) & (crm["q3"] > 0) & (crm["q4"] > 0)
    stage[(crm["need"] == 0) | (crm["can_pay"] == 0)] = "disqualified"
    stage[(crm["need"] == 1) & (crm["can_pay"] == 1)] = "prospect"
    stage[total == 1] = "first_time"
    stage[total > 1] = "repeat"
    stage[every] = "client"
    stage[every & (crm["referrals"] > 0)] = "advocate"
    return dict(zip(crm["customer_id"], stage))
