"""Which kinds of sheet can be entered, and by whom they are taken and taken back."""

from collections.abc import Mapping
from types import MappingProxyType

from lianxin.base.imports.enums import MakeWay, SheetTaker, Undo
from lianxin.base.imports.models import ImportSheet
from lianxin.facts.records import imports as records
from lianxin.org.people import imports as people
from lianxin.org.posts import imports as posts
from lianxin.org.units import imports as units

TAKERS: Mapping[str, type[SheetTaker]] = MappingProxyType(
    {**units.TAKERS, **people.TAKERS, **posts.TAKERS, **records.TAKERS}
)
UNDOING: Mapping[str, Undo] = MappingProxyType(
    dict.fromkeys(units.TAKERS, units.undo)
    | dict.fromkeys(people.TAKERS, people.undo)
    | dict.fromkeys(posts.TAKERS, posts.undo)
    | dict.fromkeys(records.TAKERS, records.undo)
)
# What goes before an undo, outside of its transaction.
MAKING_WAY: Mapping[str, MakeWay] = MappingProxyType(
    dict.fromkeys(people.TAKERS, people.make_way)
)


def can_be_taken(sheet: ImportSheet) -> bool:
    """Whether rows of this kind of sheet can be entered, and not only looked through."""
    return sheet.kind in TAKERS
