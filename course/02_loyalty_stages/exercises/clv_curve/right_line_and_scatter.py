"""Draws the line, then marks its points."""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    points = sorted((r, margin * r / (1 + rate - r)) for r in retentions)
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    fig, ax = plt.subplots()
    ax.plot(xs, ys)
    ax.scatter(xs, ys, color="black")
    fig.supxlabel("retention rate")
    fig.supylabel("CLV (EUR)")
    return fig
