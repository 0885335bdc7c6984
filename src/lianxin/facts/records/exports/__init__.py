"""Records in lists, registers and on paper."""

from lianxin.facts.records.exports.lists import attach_attendance, columns
from lianxin.facts.records.exports.papers import minutes_paper, minutes_papers
from lianxin.facts.records.exports.registers import (
    attach_to_meetings,
    attach_to_talks,
    attach_units,
    hours_register,
    meetings_register,
    talks_register,
)
from lianxin.facts.records.exports.studied import matter_columns, studied_columns

__all__ = [
    "attach_attendance",
    "attach_to_meetings",
    "attach_to_talks",
    "attach_units",
    "columns",
    "hours_register",
    "matter_columns",
    "meetings_register",
    "minutes_paper",
    "minutes_papers",
    "studied_columns",
    "talks_register",
]
