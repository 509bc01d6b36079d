"""Your function ends the vertical axis at a height that suits our own needs, so higher bars are cut off. Leave the top open, or work it out from the shares.

Fails: need_chart_bars, need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    axes.set_ylim(0, 50)
    return figure
