"""Marking written answers by question, and merging the gradebooks of several markers."""
