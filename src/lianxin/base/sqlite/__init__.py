"""SQLite with a queue: whoever wants to write comes to it before its time is over.

SQLite lets one write at a time and has no queue: those who wait look again after ever
longer pauses, while whoever has just written begins again at once. Of sixteen who write
without a pause some therefore waited for twenty seconds and met "database is locked".
See docs/decisions/0011.
"""
