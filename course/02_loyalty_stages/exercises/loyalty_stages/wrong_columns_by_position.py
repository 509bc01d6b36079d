"""Your function takes the quarters by their position in the table. The columns may be in another order, so take them by name.

Fails: loyalty_stages_unknowns
"""


def loyalty_stages(crm):
    result = {}
    for place, r in enumerate(crm.itertuples()):
        q = [*crm.iloc[place, 3:7]]
        if min(q) > 0:
            stage = "advocate" if r.referrals else "client"
        elif sum(q) > 0:
            stage = "repeat" if sum(q) > 1 else "first_time"
        elif r.need == 0 or r.can_pay == 0:
            stage = "disqualified"
        else:
            stage = "prospect" if r.need == 1 and r.can_pay == 1 else "suspect"
        result[r.customer_id] = stage
    return result
