"""Run a submission: its processes, cells and tests."""
