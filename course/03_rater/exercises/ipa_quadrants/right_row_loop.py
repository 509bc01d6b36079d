"""Decides row by row and returns a Series."""

import pandas as pd


def ipa_quadrants(attributes):
    complete = attributes[attributes["imp"].notna() & attributes["perf"].notna()]
    cut_imp, cut_perf = complete["imp"].mean(), complete["perf"].mean()

    def name(imp, perf):
        if imp >= cut_imp:
            return "keep_up" if perf >= cut_perf else "concentrate"
        return "overkill" if perf >= cut_perf else "low_priority"

    names = [name(imp, perf) for imp, perf in zip(complete["imp"], complete["perf"])]
    return pd.Series(names, index=complete["attr"].tolist(), dtype=object)
