"""How far a request for approval has come."""

from enum import StrEnum


class Progress(StrEnum):
    """What can be said of a request; always worked out from its decisions."""

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
