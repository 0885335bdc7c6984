"""Pages of records."""

from lianxin.facts.records.views.after import (
    add_files,
    file,
    make_up,
    remove_file,
    settle,
)
from lianxin.facts.records.views.entering import add, amend, enter, withdraw
from lianxin.facts.records.views.pages import record, records

__all__ = [
    "add",
    "add_files",
    "amend",
    "enter",
    "file",
    "make_up",
    "record",
    "records",
    "remove_file",
    "settle",
    "withdraw",
]
