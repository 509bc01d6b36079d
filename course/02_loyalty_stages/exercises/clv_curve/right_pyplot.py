"""Draws with pyplot alone and returns the current figure."""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    x = sorted(retentions)
    y = [margin * r / (1 + rate - r) for r in x]
    plt.figure()
    plt.plot(x, y, marker="o")
    plt.xlabel("Retention")
    plt.ylabel("CLV in €")
    return plt.gcf()
