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
from lianxin.facts.records.views.prior_study import (
    list_matters,
    matters,
    prior_study,
)
from lianxin.facts.records.views.registers import hours, meetings, talks
from lianxin.facts.records.views.without_network import without_network

__all__ = [
    "add",
    "add_files",
    "amend",
    "enter",
    "file",
    "hours",
    "list_matters",
    "make_up",
    "matters",
    "meetings",
    "paper",
    "prior_study",
    "record",
    "records",
    "remove_file",
    "settle",
    "talks",
    "withdraw",
    "without_network",
]
