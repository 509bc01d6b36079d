"""The teacher's side: build, prove, grade. No notebook imports it."""

import os

# Answers draw figures while they are proved; they must open no window.
os.environ.setdefault("MPLBACKEND", "Agg")
