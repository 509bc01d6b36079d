"""Draws with pyplot alone and returns the current figure."""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    letters = ["R", "A", "T", "E", "S"]
    plt.figure()
    plt.bar(letters, [gaps[letter] for letter in letters])
    plt.plot(letters, [0] * 5, color="black")
    plt.xlabel("Dimension")
    plt.ylabel("Gap (points of the scale)")
    return plt.gcf()
