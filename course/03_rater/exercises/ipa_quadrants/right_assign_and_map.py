"""Adds two columns of flags and maps the pair."""


def ipa_quadrants(attributes):
    table = attributes.dropna(subset=["imp", "perf"])
    flags = zip(table["imp"] >= table["imp"].mean(), table["perf"] >= table["perf"].mean())
    names = {"11": "keep_up", "10": "concentrate", "01": "overkill", "00": "low_priority"}
    codes = [f"{int(high)}{int(good)}" for high, good in flags]
    return {attr: names[code] for attr, code in zip(table["attr"], codes)}
