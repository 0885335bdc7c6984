"""Workbooks as clerks keep them: bytes to typed rows, each with what is wrong with it."""

from lianxin.kernel.sheets.cells import Month, Row, Sheet, Workbook
from lianxin.kernel.sheets.checks import recognise_all
from lianxin.kernel.sheets.drafts import Known
from lianxin.kernel.sheets.kinds import SheetKind, parse_sheet_kinds
from lianxin.kernel.sheets.names import names
from lianxin.kernel.sheets.problems import Problem, Severity
from lianxin.kernel.sheets.reading import read
from lianxin.kernel.sheets.recognising import Recognised, recognise
from lianxin.kernel.sheets.rowkinds import Why
from lianxin.kernel.sheets.tables import SheetError, read_pasted, read_table
from lianxin.kernel.sheets.typedrows import Standing, TypedRow
from lianxin.kernel.sheets.unreadable import Unreadable

__all__ = [
    "Known",
    "Month",
    "Problem",
    "Recognised",
    "Row",
    "Severity",
    "Sheet",
    "SheetError",
    "SheetKind",
    "Standing",
    "TypedRow",
    "Unreadable",
    "Why",
    "Workbook",
    "names",
    "parse_sheet_kinds",
    "read",
    "read_pasted",
    "read_table",
    "recognise",
    "recognise_all",
]
