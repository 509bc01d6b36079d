"""Computes the effects with np.where and sums by masks."""

import numpy as np


def pest_balance(factors):
    cat = factors["cat"].to_numpy(dtype=object)
    cat = np.where(cat == "legal", "political", cat)
    cat = np.where(cat == "environmental", "social", cat)
    size = (factors["impact"] * factors["likelihood"]).to_numpy(dtype=float)
    direction = factors["direction"].to_numpy(dtype=object)
    effect = np.where(direction == "opportunity", size, -size)
    names = ("political", "economic", "social", "technological")
    out = (direction == "internal") | np.isnan(size) | ~np.isin(cat.astype(str), names)
    balance = {name: effect[(cat == name) & ~out].sum() for name in names}
    balance["left_out"] = sorted(factors["factor"].to_numpy(dtype=object)[out])
    return balance
