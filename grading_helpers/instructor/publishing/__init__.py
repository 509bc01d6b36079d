"""The students' repository: what belongs in it, what must not, and how it is kept up to date."""
