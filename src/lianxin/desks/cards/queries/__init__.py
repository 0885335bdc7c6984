"""What the facts tell of one person, and of many beside each other."""

from lianxin.desks.cards.queries.alike import Alike, alike_entries
from lianxin.desks.cards.queries.cards import (
    Card,
    Moment,
    Right,
    card_of,
    line_of,
    rights_of,
)
from lianxin.desks.cards.queries.rosters import (
    Details,
    attach,
    away,
    coming_to_the_party,
    details_of,
    elsewhere,
    roster_of,
)

__all__ = [
    "Alike",
    "Card",
    "Details",
    "Moment",
    "Right",
    "alike_entries",
    "attach",
    "away",
    "card_of",
    "coming_to_the_party",
    "details_of",
    "elsewhere",
    "line_of",
    "rights_of",
    "roster_of",
]
