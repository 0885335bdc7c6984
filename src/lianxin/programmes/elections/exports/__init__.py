"""The lists of elections, and the papers of one."""

from lianxin.programmes.elections.exports.lists import columns, register_columns
from lianxin.programmes.elections.exports.papers import (
    OWN,
    PAPERS,
    may_write,
    paper_of,
)

__all__ = ["OWN", "PAPERS", "columns", "may_write", "paper_of", "register_columns"]
