"""Who acts: a frozen value that every operation and every query is given."""

from lianxin.kernel.actor.actor import (
    SEES_RESTRICTED,
    Actor,
    Grant,
    Reach,
    Ref,
    Scope,
    system_actor,
)
from lianxin.kernel.actor.answers import (
    Allowed,
    Answer,
    Conflict,
    Denied,
    NotVisible,
    Refused,
)

__all__ = [
    "SEES_RESTRICTED",
    "Actor",
    "Allowed",
    "Answer",
    "Conflict",
    "Denied",
    "Grant",
    "NotVisible",
    "Reach",
    "Ref",
    "Refused",
    "Scope",
    "system_actor",
]
