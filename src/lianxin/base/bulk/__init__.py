"""Very many rows at once, written by the database's own means."""
