"""How units appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor
from lianxin.org.units import queries


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these units that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(name, address_of("units:unit", pk))
        for pk, name in rows.values_list("pk", "name")
    }
