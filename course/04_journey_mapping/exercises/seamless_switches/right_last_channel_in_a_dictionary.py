"""Remembers the last channel of each case in a dictionary."""

import math


def seamless_switches(contacts):
    last = {}
    answers = []
    for contact in contacts.sort_values("ts").itertuples():
        if contact.case_id in last and last[contact.case_id] != contact.channel:
            answers.append(contact.repeated)
        last[contact.case_id] = contact.channel
    known = [answer for answer in answers if not math.isnan(answer)]
    rate = math.nan
    if len(known) > 0:
        rate = round(100 * known.count(0) / len(known), 1)
    return {"switches": len(answers), "seamless": rate}
