"""Your function treats orders in two of the four quarters as regular. The rule asks for all four.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""


def loyalty_stages(crm):
    r = {}
    for p in crm.itertuples():
        q = [p.q1, p.q2, p.q3, p.q4]
        n = sum(q)
        active = sum(x > 0 for x in q)
        if n and p.referrals >= 1 and active >= 2:
            s = "advocate"
        elif active >= 2:
            s = "client"
        elif n >= 2:
            s = "repeat"
        elif n == 1:
            s = "first_time"
        elif p.need == 0 or p.can_pay == 0:
            s = "disqualified"
        elif p.need == 1 and p.can_pay == 1:
            s = "prospect"
        else:
            s = "suspect"
        r[p.customer_id] = s
    return r
