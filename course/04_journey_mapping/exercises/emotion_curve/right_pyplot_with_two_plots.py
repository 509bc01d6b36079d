"""Draws with pyplot: the line, then filled and hollow points on top."""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    answers = answers.dropna(subset=["emotion"]).sort_values("order")
    means = answers.groupby("touchpoint", sort=False)["emotion"].mean()
    counts = answers.groupby("touchpoint", sort=False)["emotion"].count()
    plt.figure(figsize=(9, 4))
    plt.plot(means.index, means.values, color="tab:blue")
    for name in means.index:
        if counts[name] >= 2:
            plt.plot(name, means[name], "o", color="tab:blue")
        else:
            plt.plot(
                name, means[name], marker="o", markerfacecolor="none", markeredgecolor="tab:blue"
            )
    plt.xlabel("touchpoint")
    plt.ylabel("emotion (points)")
    return plt.gcf()
