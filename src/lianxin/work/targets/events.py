"""What can happen to a business target."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class TargetSet(Event):
    """A unit set a business target."""

    code = "targets.set"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TargetAmended(Event):
    """A business target was changed."""

    code = "targets.amended"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ActualEntered(Event):
    """The value reached by a day was entered."""

    code = "targets.actual_entered"
    personal: ClassVar[tuple[str, ...]] = ("words",)
