"""Adds columns to a copy, step by step."""


def customer_value(ratings, our_price, rival_price):
    table = ratings.copy()
    table = table.dropna(subset=["us"])
    table = table.dropna(subset=["rival"])
    result = {"quality_ratio": float("nan"), "price_ratio": our_price / rival_price}
    result["verdict"] = "unknown"
    if len(table) > 0:
        table["share"] = table["weight"] / table["weight"].sum()
        table["ratio"] = table["us"] / table["rival"]
        table["part"] = table["share"] * table["ratio"]
        result["quality_ratio"] = table["part"].sum()
        ours = f"{result['quality_ratio']:.3f}"
        price = f"{result['price_ratio']:.3f}"
        if ours == price:
            result["verdict"] = "equal"
        elif float(ours) > float(price):
            result["verdict"] = "better value"
        else:
            result["verdict"] = "worse value"
    return result
