"""How inspections and findings appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.wording import labelled
from lianxin.kernel.actor import Actor
from lianxin.programmes.inspections import queries

if TYPE_CHECKING:
    from lianxin.base.ui.requests import Request
    from lianxin.work.goals.models import Goal


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these inspections that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(row.title, address_of("inspections:inspection", row.pk))
        for row in rows
    }


def finding_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """What each finding says, and its inspection."""
    rows = queries.findings_visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            labelled(row.inspection.title, row.text),
            address_of("inspections:inspection", row.inspection_id),
        )
        for row in rows
    }


def finding_of_goal(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a goal that came of a finding: what was found, and where."""
    goal = cast("Goal", subject)
    if goal.source_kind != queries.FINDING or goal.source_id is None:
        return None
    actor = cast("Request", request).actor
    found = queries.findings_visible_to(actor).filter(pk=goal.source_id).first()
    return Panel("inspections/of_goal.html", {"finding": found}) if found else None
