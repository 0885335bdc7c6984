"""How duties appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.org.units.models import Unit
from lianxin.work.duties import queries
from lianxin.work.duties.models import ReviewWindow, Waiver
from lianxin.work.goals import queries as goals


def added_links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """What units ask for, in the list of all that is asked."""
    rows = queries.added_visible_to(actor).filter(pk__in=list(ids))
    url = reverse("duties:asked")
    return {pk: Link(title, url) for pk, title in rows.values_list("pk", "title")}


def window_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Notices about a review year: to the board of whoever told it."""
    rows = ReviewWindow.objects.filter(
        pk__in=list(ids), unit__in=queries.units_seen(actor)
    )
    return {
        pk: Link(basis, reverse("duties:unit", args=[unit]))
        for pk, basis, unit in rows.values_list("pk", "basis", "unit")
    }


def waiver_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The period that each request is about."""
    rows = Waiver.objects.filter(
        pk__in=list(ids), unit__in=queries.units_seen(actor)
    ).select_related("approval")
    return {
        row.pk: Link(
            row.approval.title if row.approval else row.reason,
            reverse(
                "duties:period",
                args=[row.unit_id, row.duty, row.first_day.isoformat()],
            ),
        )
        for row in rows
    }


def duties_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On a unit's page: what is due, and the way to its year board."""
    unit, actor = cast("Unit", subject), cast("Request", request).actor
    if not queries.units_seen(actor).filter(pk=unit.pk).exists():
        return None
    lines = queries.lines_due(unit, actor=actor, today=clock.today())
    return Panel("duties/of_unit.html", {"due": lines})


def burden_below(request: HttpRequest, subject: object) -> Panel | None:
    """Where a goal is given: what is asked of the units below already, kind by kind."""
    actor = cast("Request", request).actor
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if unit is None:
        return None
    today, kinds = clock.today(), [kind for kind, _ in queries.kinds_to_ask(unit)]
    lines = [
        (group.words, queries.in_figures(entries))
        for group in queries.groups_below(unit, kinds, today=today)
        if (entries := group.entries(today))
    ]
    return Panel("duties/burden_below.html", {"burdens": lines}) if lines else None


def added_by_goal(request: HttpRequest, subject: object) -> Panel | None:
    """Before a goal is given that asks for a record again and again: what it adds."""
    giving = cast("goals.Giving", subject)
    added = queries.goals_added(
        [(giving.due_kind, giving.unit_ids)], same=goals.all_in_same_words(giving)
    )
    return Panel("duties/added_by_goal.html", {"added": added}) if added else None


def met_by_record(request: HttpRequest, subject: object) -> Panel | None:
    """On a record's page: the periods of duties for which it is counted."""
    record = cast("Record", subject)
    lines = queries.lines_of_record(
        record, actor=cast("Request", request).actor, today=clock.today()
    )
    return Panel("duties/of_record.html", {"counted_for": lines}) if lines else None
