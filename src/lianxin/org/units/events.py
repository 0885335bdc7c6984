"""What can happen to a unit."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitFounded(Event):
    """A unit was founded under another one, or as the root."""

    code = "units.founded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(Event):
    """A unit has a new name from a day on."""

    code = "units.renamed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitMoved(Event):
    """A unit, with all below it, stands under another unit from a day on."""

    code = "units.moved"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitDissolved(Event):
    """A unit ended."""

    code = "units.dissolved"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitReinstated(Event):
    """The end of a unit was taken back."""

    code = "units.reinstated"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitsReordered(Event):
    """The units directly below a unit stand in another order."""

    code = "units.reordered"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitRestricted(Event):
    """A unit was said to be abroad or classified, or to be so no more."""

    code = "units.restricted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitsFounded(Event):
    """Many units were founded at once, so many of them."""

    code = "units.many_founded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class UnitsWithdrawn(Event):
    """Many units that had been founded from a table were taken back."""

    code = "units.many_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()
