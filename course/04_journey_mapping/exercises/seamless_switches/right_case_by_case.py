"""Goes through the cases one by one."""

import pandas as pd


def seamless_switches(contacts):
    found = []
    for _, rows in contacts.groupby("case_id"):
        case = rows.sort_values("ts").reset_index(drop=True)
        for n in range(1, len(case)):
            if case.loc[n, "channel"] != case.loc[n - 1, "channel"]:
                found.append(case.loc[n, "repeated"])
    found = pd.Series(found, dtype=float)
    return pd.Series({"switches": len(found), "seamless": 100 - 100 * found.mean()})
