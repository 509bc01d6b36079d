"""The students' repository: its files, the check for secrets, and updating its folder."""
