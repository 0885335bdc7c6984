"""Counting members, changes and units on a day, with the rows behind each number."""

from lianxin.desks.statistics.queries.asking import (
    Asked,
    asked_by,
    asked_of,
    unit_to_begin_with,
    units_to_choose,
    units_to_compare,
)
from lianxin.desks.statistics.queries.counting import (
    Cell,
    Figures,
    attach,
    figures_of,
    is_of_units,
    rows_behind,
    table_called,
)
from lianxin.desks.statistics.queries.restricted import LeftOut, left_out_of
from lianxin.desks.statistics.queries.rosters import (
    Compared,
    Difference,
    Differences,
    Missing,
    differences_in,
)

__all__ = [
    "Asked",
    "Cell",
    "Compared",
    "Difference",
    "Differences",
    "Figures",
    "LeftOut",
    "Missing",
    "asked_by",
    "asked_of",
    "attach",
    "differences_in",
    "figures_of",
    "is_of_units",
    "left_out_of",
    "rows_behind",
    "table_called",
    "unit_to_begin_with",
    "units_to_choose",
    "units_to_compare",
]
