"""The sandbox of a student's process, and the limits on what it may use."""
