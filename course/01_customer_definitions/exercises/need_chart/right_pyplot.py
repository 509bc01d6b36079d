"""Sorts twice, draws with pyplot alone and returns the current figure."""

import matplotlib.pyplot as plt


def need_chart(shares):
    names = sorted(shares)
    names.sort(key=lambda name: shares[name], reverse=True)
    heights = []
    for name in names:
        heights.append(shares[name])
    plt.figure()
    plt.bar(names, heights)
    plt.xlabel("Need")
    plt.ylabel("Share of people in per cent")
    plt.ylim(0, 100)
    return plt.gcf()
