"""Store results: marks in the gradebook, the journal, the lock and backups."""
