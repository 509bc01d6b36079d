"""Collect work from a learning management system (LMS), and return marks to it."""
