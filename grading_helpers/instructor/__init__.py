"""The teacher's side: build, prove, grade. No notebook imports it."""
