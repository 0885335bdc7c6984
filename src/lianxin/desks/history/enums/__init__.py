"""The journal in words: what each event means, what its things and fields are called."""

from lianxin.desks.history.enums.meanings import MEANINGS
from lianxin.desks.history.enums.things import (
    AREAS,
    FIELDS,
    FIELDS_OF,
    GUARDED,
    MATTERS,
    THINGS,
)

__all__ = ["AREAS", "FIELDS", "FIELDS_OF", "GUARDED", "MATTERS", "MEANINGS", "THINGS"]
