"""Archives written and read; asked for, made, taken and deleted."""

from lianxin.base.archives.operations.asking import (
    ask_for_archive,
    discard_archive,
    discard_stale,
    make_archive,
    take_archive,
)
from lianxin.base.archives.operations.protection import Refusal, in_clear, under
from lianxin.base.archives.operations.reading import read_archive
from lianxin.base.archives.operations.writing import write_archive

__all__ = [
    "Refusal",
    "ask_for_archive",
    "discard_archive",
    "discard_stale",
    "in_clear",
    "make_archive",
    "read_archive",
    "take_archive",
    "under",
    "write_archive",
]
