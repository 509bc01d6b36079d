"""Your function treats somebody with two orders as a first-time customer. The second order makes a repeat customer.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""


def loyalty_stages(crm):
    result = {}
    for r in crm.itertuples():
        q = [r.q1, r.q2, r.q3, r.q4]
        if min(q) > 0:
            stage = "advocate" if r.referrals else "client"
        elif sum(q) > 0:
            stage = "repeat" if sum(q) > 2 else "first_time"
        elif r.need == 0 or r.can_pay == 0:
            stage = "disqualified"
        else:
            stage = "prospect" if r.need == 1 and r.can_pay == 1 else "suspect"
        result[r.customer_id] = stage
    return result
