"""How large a file may be before it is refused rather than read."""

# Measured: the longest guidance documents of ministries hold about 60,000 characters.
# What lies beyond these limits is not a document but a mistake or an attack.
FILE_MEGABYTES = 64
TEXT_CHARACTERS = 20_000_000
PAGES = 2_000
# Unpacked XML of one part of a .docx; its tree takes about ten times as much memory.
PART_MEGABYTES = 48
PARTS = 20_000
NESTED_BLOCKS = 60

MEGABYTE = 1024 * 1024
