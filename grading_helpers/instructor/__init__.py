"""The instructor's tools: build, check and grade. Notebooks do not import them."""

import os

# Answers draw figures while they are checked; they must not open windows.
os.environ.setdefault("MPLBACKEND", "Agg")
