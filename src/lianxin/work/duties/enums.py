"""What is kept of a slot without regard to the day."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a slot stands, whatever the day: the status follows with the day.

    `GONE`: the slot is not asked any more; the roll-up has still to leave it out.
    """

    MET = "met"
    LATE = "late"
    UNMET = "unmet"
    EXEMPT = "exempt"
    WAIVED = "waived"
    GONE = "gone"
