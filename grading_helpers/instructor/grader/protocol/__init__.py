"""Communication between processes: connections, messages and encoded values."""
