"""The only writers of tokens, updates and differences."""

from lianxin.org.personnel.operations.settling import (
    adopt_difference,
    settle_difference,
)
from lianxin.org.personnel.operations.tokens import (
    Made,
    actor_of_token,
    make_token,
    revoke_token,
)
from lianxin.org.personnel.operations.updates import take_update

__all__ = [
    "Made",
    "actor_of_token",
    "adopt_difference",
    "make_token",
    "revoke_token",
    "settle_difference",
    "take_update",
]
