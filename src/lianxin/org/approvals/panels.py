"""How requests for approval appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor
from lianxin.org.approvals import queries


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these requests that `actor` may see."""
    rows = queries.visible_to(actor, today=today).filter(pk__in=list(ids))
    return {
        pk: Link(title, address_of("approvals:approval", pk))
        for pk, title in rows.values_list("pk", "title")
    }
