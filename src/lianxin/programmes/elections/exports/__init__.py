"""The lists of elections, and the papers of one."""

from lianxin.programmes.elections.exports.lists import columns, register_columns
from lianxin.programmes.elections.exports.papers import PAPERS, paper_of

__all__ = ["PAPERS", "columns", "paper_of", "register_columns"]
