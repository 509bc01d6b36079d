"""Draws one bar after another, the line with axline."""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    for letter in "RATES":
        axes.bar(letter, gaps[letter], color="tab:red" if gaps[letter] < 0 else "tab:blue")
    axes.axline((0, 0), slope=0, color="black")
    axes.set_title("Gaps")
    figure.supxlabel("dimension")
    figure.supylabel("gap (scale points)")
    return figure
