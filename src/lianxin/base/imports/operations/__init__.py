"""The only writers of files that wait and of their rows."""

from lianxin.base.imports.operations.dropping import (
    discard_import,
    discard_stale,
    drop_file,
)
from lianxin.base.imports.operations.staging import (
    choose_columns,
    finish_reading,
    keep_rows,
    keep_sheets,
    read_anew,
    refuse_file,
    restage,
)

__all__ = [
    "choose_columns",
    "discard_import",
    "discard_stale",
    "drop_file",
    "finish_reading",
    "keep_rows",
    "keep_sheets",
    "read_anew",
    "refuse_file",
    "restage",
]
