"""How large a workbook may be before it is refused rather than read."""

# A sheet beyond these is a dump of a database or an attack; the largest register that
# people keep in one sheet has some ten thousand rows.
FILE_MEGABYTES = 128
ROWS = 300_000
COLUMNS = 256
CELLS = 8_000_000
SHEETS = 200
# Unpacked XML of all sheets of a workbook, and of its shared texts.
SHEET_MEGABYTES = 1024
TEXT_MEGABYTES = 256
# A cell of Excel holds 32,767 characters.
CELL_CHARACTERS = 40_000
MERGED_CELLS = 2_000_000
MERGED_RANGES = 200_000
# How far down a header is looked for.
HEADER_ROWS = 40
# Of one kind of problem no more than this many are told for a sheet.
TOLD = 200
