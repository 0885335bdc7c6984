"""What can happen to a workbook."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class BookAsked(Event):
    """Somebody had the workbook of a unit's year made."""

    code = "workbook.asked"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class BookTaken(Event):
    """Somebody took the workbook of a unit's year away as a file."""

    code = "workbook.taken"
    personal: ClassVar[tuple[str, ...]] = ()
