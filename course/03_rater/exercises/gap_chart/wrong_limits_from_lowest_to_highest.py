"""In your chart, the vertical axis runs from the lowest gap to the highest. Where all gaps have the same sign, it does not show zero, and the bars are cut off. Let matplotlib choose the limits, or take 0 in.

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    heights = [gaps[letter] for letter in "RATES"]
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), heights)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    axes.set_ylim(min(heights), max(heights))
    return figure
