"""How large a file may be before it is refused rather than read."""

# What lies beyond these limits is not a document but a mistake or an attack: the texts
# this was made with hold up to 7,000 characters.
FILE_MEGABYTES = 64
TEXT_CHARACTERS = 10_000_000
PAGES = 2_000
# Unpacked XML of one part of a .docx; its tree was measured to take up to 16 times that.
PART_MEGABYTES = 32
PARTS = 20_000
NESTED_BLOCKS = 60

MEGABYTE = 1024 * 1024
