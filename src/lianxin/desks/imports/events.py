"""What can happen to a workbook that was dropped in."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class FileDroppedIn(Event):
    """Somebody dropped in a workbook; nothing of it is entered by that."""

    code = "imports.dropped"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ColumnsChosen(Event):
    """Somebody said what the columns of a sheet mean."""

    code = "imports.columns_chosen"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SheetTaken(Event):
    """The right rows of a sheet were entered, so many of them."""

    code = "imports.taken"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class WrongRowsGivenBack(Event):
    """Somebody took along the rows that could not be entered, with the reasons."""

    code = "imports.given_back"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """All that was entered from a workbook was taken back."""

    code = "imports.undone"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ImportDiscarded(Event):
    """A workbook was thrown away, with all rows that waited."""

    code = "imports.discarded"
    personal: ClassVar[tuple[str, ...]] = ()
