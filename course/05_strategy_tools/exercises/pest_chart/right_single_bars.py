"""Draws one bar after another, red below zero."""

import matplotlib.pyplot as plt


def pest_chart(balance):
    figure, axes = plt.subplots()
    for name in ("political", "economic", "social", "technological"):
        effect = balance[name] if name in balance else 0
        axes.bar(name, effect, color="tab:red" if effect < 0 else "tab:green")
    axes.axline((0, 0), slope=0, color="black")
    figure.supxlabel("category of PEST")
    figure.supylabel("expected effect (points)")
    return figure
