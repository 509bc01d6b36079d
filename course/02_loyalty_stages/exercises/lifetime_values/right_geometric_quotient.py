"""Works with the yearly factor q and numpy arrays."""


def lifetime_values(segments, rate):
    q = segments["retention"].to_numpy(dtype=float) / (1 + rate)
    if (q >= 1).any():
        raise ValueError("retention too high")
    values = segments["margin"].to_numpy(dtype=float) * q / (1 - q)
    return {name: float(value) for name, value in zip(segments["segment"], values)}
