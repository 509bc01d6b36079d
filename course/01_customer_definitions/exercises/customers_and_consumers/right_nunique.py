"""Lets pandas count different values, and asks who is in both lists."""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    customers = completed["customer_id"].nunique()
    consumers = completed["user_id"].nunique()
    both = completed.loc[
        completed["customer_id"].isin(completed["user_id"]), "customer_id"
    ].nunique()
    return {"customers": customers, "consumers": consumers, "both": both}
