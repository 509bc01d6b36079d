"""An endless line through two points at zero."""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[letter] for letter in "RATES"])
    axes.axline((0, 0), (1, 0))
    axes.set(xlabel="dimension", ylabel="gap P-E (scale points)")
    return figure
