"""How business targets appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor
from lianxin.work.targets import queries


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these targets that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(name, address_of("targets:target", pk))
        for pk, name in rows.values_list("pk", "name")
    }
