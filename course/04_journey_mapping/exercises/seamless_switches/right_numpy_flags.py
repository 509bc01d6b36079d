"""Compares shifted arrays."""

import numpy as np


def seamless_switches(contacts):
    table = contacts.sort_values(by=["case_id", "ts"])
    case, channel = table["case_id"].to_numpy(), table["channel"].to_numpy()
    flags = np.zeros(len(table), dtype=bool)
    flags[1:] = (case[1:] == case[:-1]) & (channel[1:] != channel[:-1])
    answers = table["repeated"].to_numpy(dtype=float)[flags]
    answers = answers[~np.isnan(answers)]
    return {
        "switches": int(flags.sum()),
        "seamless": np.mean(answers == 0) * 100 if answers.size else np.nan,
    }
