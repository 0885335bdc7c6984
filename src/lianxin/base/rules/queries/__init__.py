"""The rulebook as people read it."""

from lianxin.base.rules.queries.cases import FITS, CaseInWords, cases_in_words
from lianxin.base.rules.queries.checking import Checked, checked_on
from lianxin.base.rules.queries.library import (
    Change,
    Driven,
    Held,
    Shelf,
    all_changes,
    all_rules,
    among,
    changes_of,
    codes_of_chapter,
    driven_by,
    held_on,
    rule_of,
    shelves,
    whom_of,
)
from lianxin.base.rules.queries.words import asked, listed, named, word

__all__ = [
    "FITS",
    "CaseInWords",
    "Change",
    "Checked",
    "Driven",
    "Held",
    "Shelf",
    "all_changes",
    "all_rules",
    "among",
    "asked",
    "cases_in_words",
    "changes_of",
    "checked_on",
    "codes_of_chapter",
    "driven_by",
    "held_on",
    "listed",
    "named",
    "rule_of",
    "shelves",
    "whom_of",
    "word",
]
