"""What each role's first page shows."""

from lianxin.desks.home.queries.desk import Desk, desk_of, lines_of
from lianxin.desks.home.queries.lines import Line
from lianxin.desks.home.queries.year import Month, year_of

__all__ = ["Desk", "Line", "Month", "desk_of", "lines_of", "year_of"]
