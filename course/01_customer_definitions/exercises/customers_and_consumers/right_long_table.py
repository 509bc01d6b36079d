"""Makes one long table of people and roles, and looks at each person."""

import pandas as pd


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]
    buys = pd.DataFrame({"person": completed["customer_id"], "role": "buys"})
    uses = pd.DataFrame({"person": completed["user_id"], "role": "uses"}).dropna()
    roles = pd.concat([buys, uses]).drop_duplicates()
    count = roles["role"].value_counts()
    return {
        "customers": count.get("buys", 0),
        "consumers": count.get("uses", 0),
        "both": int((roles["person"].value_counts() == 2).sum()),
    }
