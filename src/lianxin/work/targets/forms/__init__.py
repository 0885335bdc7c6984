"""Forms for business targets."""

from lianxin.work.targets.forms.aims import (
    AmendTarget,
    EnterActual,
    SetTarget,
    TargetFilter,
)
from lianxin.work.targets.forms.intake import JudgedRow, StoreTable, TakeInTable, packed

__all__ = [
    "AmendTarget",
    "EnterActual",
    "JudgedRow",
    "SetTarget",
    "StoreTable",
    "TakeInTable",
    "TargetFilter",
    "packed",
]
