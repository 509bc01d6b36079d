"""Grade submissions that may be faulty or hostile.

A submission is read as data, run in a sandbox, and judged by tests outside it. Lessons import
nothing from this package.
"""
