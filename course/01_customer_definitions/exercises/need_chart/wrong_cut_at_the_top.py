"""Some bars leave the picture, or an axis runs backwards. Let every bar be seen whole and the right way up.

Fails: need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    axes.set_ylim(0, 0.75 * max(shares.values()))
    return figure
