"""Uses numpy and adds guide lines and a title."""

import matplotlib.pyplot as plt
import numpy as np


def clv_curve(margin, rate, retentions):
    kept = np.sort(np.array(retentions, dtype=float))
    figure, axes = plt.subplots(figsize=(6, 4))
    axes.axhline(margin, color="grey", linestyle="--")
    axes.axvline(0.8, color="grey")
    axes.plot(kept, margin * kept / (1 + rate - kept), color="black")
    axes.set_title("What retention is worth")
    axes.set(xlabel="share of customers kept", ylabel="worth of a customer (euros)")
    return figure
