"""Pages of records."""

from lianxin.facts.records.views.after import (
    add_files,
    file,
    make_up,
    remove_file,
    settle,
)
from lianxin.facts.records.views.entering import add, amend, enter, withdraw
from lianxin.facts.records.views.pages import paper, record, records

__all__ = [
    "add",
    "add_files",
    "amend",
    "enter",
    "file",
    "make_up",
    "paper",
    "record",
    "records",
    "remove_file",
    "settle",
    "withdraw",
]
