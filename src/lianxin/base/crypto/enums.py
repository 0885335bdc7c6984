"""What becomes of a value that nobody can read any more; how hashes are called."""

from enum import Enum, auto

# Called by the first word of the encrypted column that it is of: ``phone_hash``.
HASH_END = "_hash"


class Lost(Enum):
    """What stands in the place of a value whose key is lost, once it is given up."""

    EMPTY = auto()
    NOTHING_TOLD = auto()  # JSON: an object without members
    SENTENCE = auto()  # prose: a sentence that says why there is none
    NO_ROW = auto()  # the row is nothing but this value, and goes with it
