"""Draws the highest that is left, one bar after another."""

import matplotlib.pyplot as plt


def need_chart(shares):
    left = dict(shares)
    figure, axes = plt.subplots()
    while left:
        top = max(left.values())
        need = sorted(name for name in left if left[name] == top)[0]
        axes.bar(need, left.pop(need), color="tab:blue")
    figure.supxlabel("need")
    figure.supylabel("people (%)")
    return figure
