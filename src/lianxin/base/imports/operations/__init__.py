"""The only writers of files that wait and of their rows.

Who may do so, and what the journal says of it, is the affair of `desks/imports`.
"""

from lianxin.base.imports.operations.files import (
    Dropper,
    discard_file,
    discard_stale,
    forget_reading,
    keep_file,
    refuse_file,
)
from lianxin.base.imports.operations.staging import (
    finish_reading,
    keep_chosen,
    keep_rows,
    keep_sheets,
    restage,
)

__all__ = [
    "Dropper",
    "discard_file",
    "discard_stale",
    "finish_reading",
    "forget_reading",
    "keep_chosen",
    "keep_file",
    "keep_rows",
    "keep_sheets",
    "refuse_file",
    "restage",
]
