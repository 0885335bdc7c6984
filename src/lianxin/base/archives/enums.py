"""What an archive is made of; docs/archive.md tells it to whoever reads one."""

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, FILES = "tables", "files"
OURS = "lianxin."
# The list of archives itself, and when jobs ran: both mean nothing elsewhere.
NOT_ARCHIVED = {"archives.Archive", "jobs.LastRun"}
