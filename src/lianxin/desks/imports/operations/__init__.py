"""Dropping in, looking through, taking, taking back: who may, and what the journal says."""

from lianxin.desks.imports.operations.dropping import (
    choose_columns,
    discard_import,
    drop_file,
    read_import,
)
from lianxin.desks.imports.operations.kinds import can_be_taken
from lianxin.desks.imports.operations.taking import ask_to_take, take_sheet
from lianxin.desks.imports.operations.undoing import give_back, undo_import

__all__ = [
    "ask_to_take",
    "can_be_taken",
    "choose_columns",
    "discard_import",
    "drop_file",
    "give_back",
    "read_import",
    "take_sheet",
    "undo_import",
]
