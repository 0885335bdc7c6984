"""What an archive is made of; docs/archive.md tells it to whoever reads one."""

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, FILES = "tables", "files"
OURS = "lianxin."
# The list of archives itself, and when jobs ran: both mean nothing elsewhere.
NOT_ARCHIVED = {"archives.Archive", "jobs.LastRun"}
# A cache is called so, and no table else; it is made anew from the facts.
CACHE_END = "Ledger"
