"""Each bar from its lower end to its upper end."""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    for place, letter in enumerate("RATES"):
        axes.bar(place, abs(gaps[letter]), bottom=min(gaps[letter], 0), width=0.5)
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
