"""Draws with pyplot alone and returns the current figure."""

import matplotlib.pyplot as plt


def pest_chart(balance):
    names = ["political", "economic", "social", "technological"]
    heights = []
    for name in names:
        if name in balance:
            heights.append(balance[name])
        else:
            heights.append(0)
    plt.figure()
    plt.bar(names, heights)
    plt.plot(names, [0, 0, 0, 0], color="black")
    plt.xlabel("Category")
    plt.ylabel("Effect (points)")
    return plt.gcf()
