"""Your chart rounds the heights to one decimal place. Draw the gaps as they are; round only numbers that you write out.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [round(gaps[letter], 1) for letter in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
