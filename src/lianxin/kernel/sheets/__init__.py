"""Tables that people made elsewhere: the rows of a workbook or of a CSV, as text."""

from lianxin.kernel.sheets.reading import SheetError, read_pasted, read_table

__all__ = ["SheetError", "read_pasted", "read_table"]
