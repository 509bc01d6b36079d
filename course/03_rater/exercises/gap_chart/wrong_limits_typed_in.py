"""The limits of the vertical axis fit our own gaps only, and larger ones leave the picture. Let matplotlib choose them, or work them out from the gaps.

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[letter] for letter in "RATES"])
    axes.set_ylim(-2.5, 1)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
