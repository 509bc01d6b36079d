"""In your chart, some bars run out of view or an axis runs backwards. Show every bar in full and the right way up.

Fails: need_chart_bars, need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    axes.set_ylim(0, 0.75 * max(shares.values()))
    return figure
