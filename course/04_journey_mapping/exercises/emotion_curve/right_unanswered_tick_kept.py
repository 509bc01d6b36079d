"""Keeps a tick, but no point, for a touchpoint that nobody answered."""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    route = answers.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"]).reset_index()
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "s-", color="navy")
    single = route["mean"].where(route["count"] == 1)
    axes.plot(route["touchpoint"], single, "s", color="navy", markerfacecolor="white")
    axes.set_xlabel("touchpoint")
    axes.set_ylabel("emotion (scale points)")
    return figure
