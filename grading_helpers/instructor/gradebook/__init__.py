"""The course folder, its nbgrader settings, and the marks in its gradebook."""
