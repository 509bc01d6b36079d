"""Turn a student's folder into the notebook that is graded."""
