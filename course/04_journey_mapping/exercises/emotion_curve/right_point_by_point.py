"""A bare line first, then one marker after the other."""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    a = answers.dropna(subset=["emotion"])
    names = list(a.sort_values("order")["touchpoint"].drop_duplicates())
    m = [a[a["touchpoint"] == n]["emotion"].mean() for n in names]
    plt.figure()
    plt.plot(range(len(names)), m, "-", color="navy")
    for i, n in enumerate(names):
        one = (a["touchpoint"] == n).sum() == 1
        face = "w" if one else "navy"
        plt.plot([i], [m[i]], marker="o", mfc=face, markeredgecolor="navy", linestyle="")
    plt.xticks(range(len(names)), names, rotation=45)
    plt.xlabel("touchpoint")
    plt.ylabel("mean emotion [scale points]")
    plt.tight_layout()
    return plt.gcf()
