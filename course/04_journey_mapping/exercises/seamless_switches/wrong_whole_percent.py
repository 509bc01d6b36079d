"""Your function rounds the share to whole per cent. Round only when you print, or not at all.

Fails: seamless_switches_values
"""

import numpy as np


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": np.round(100 * (answers == 0).mean())}
