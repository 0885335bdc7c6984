"""A log whose every entry is covered by one hash: computing and checking it."""
