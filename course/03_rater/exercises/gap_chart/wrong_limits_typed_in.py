"""In your chart, the limits of the vertical axis fit only our own gaps, so larger bars are cut off. Let matplotlib choose the limits, or work them out from the gaps.

Fails: gap_chart_bars, gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[letter] for letter in "RATES"])
    axes.set_ylim(-2.5, 1)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
