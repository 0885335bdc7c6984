"""Files, sheets and rows as pages and workbooks show them."""

from lianxin.desks.imports.exports.mending import mending_sheet
from lianxin.desks.imports.exports.refusals import refusal_in_words
from lianxin.desks.imports.exports.rows import Leaves, StandingRows, shown_row
from lianxin.desks.imports.exports.sentences import problem_in_words, title_of
from lianxin.desks.imports.exports.standing import (
    EFFECTS,
    STANDINGS,
    columns,
    is_busy,
    kind_title,
    pill_of,
    pill_of_sheet,
)

__all__ = [
    "EFFECTS",
    "STANDINGS",
    "Leaves",
    "StandingRows",
    "columns",
    "is_busy",
    "kind_title",
    "mending_sheet",
    "pill_of",
    "pill_of_sheet",
    "problem_in_words",
    "refusal_in_words",
    "shown_row",
    "title_of",
]
