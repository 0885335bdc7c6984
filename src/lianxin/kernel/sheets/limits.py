"""How large a table may be before it is refused rather than read."""

# A table kept by hand has some hundred rows; what lies beyond is a mistake.
ROWS = 2_000
COLUMNS = 100
