"""Who acts: a frozen value that every operation and every query is given."""

from lianxin.kernel.actor.actor import Actor, Grant, Reach, Ref, Scope, system_actor
from lianxin.kernel.actor.answers import (
    Allowed,
    Answer,
    Conflict,
    Denied,
    NotVisible,
    Refused,
)

__all__ = [
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
