"""The feedback page of a student: marks, the reason for each lost point, and the notebook."""
