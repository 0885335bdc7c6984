"""The columns of the list of elections."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import enums, queries


def columns() -> Sequence[Column]:
    """Which unit elects, when, and whether it is concluded."""
    return [
        Column(
            "unit",
            _("Unit"),
            lambda e: e.unit.name,
            link=lambda e: reverse("elections:election", args=[e.pk]),
            sort=("unit__path",),
        ),
        Column(
            "meeting",
            _("Planned day of the meeting"),
            lambda e: e.meeting_on,
            sort=("meeting_on",),
        ),
        Column("seats", _("Members of the committee to be elected"), lambda e: e.seats),
        Column(
            "how",
            _("Stage"),
            queries.pill_of,
            export=lambda e: queries.pill_of(e).word,
        ),
    ]


def register_columns(today: date) -> Sequence[Column]:
    """The register of elections: each unit's term, and the way to the next committee."""
    return [
        Column(
            "unit", _("Unit"), lambda u: u.name, sort=("path",),
            link=lambda u: reverse("units:unit", args=[u.pk]),
        ),
        Column("elected", _("Elected on"), lambda u: u.term_elected_on or ""),
        Column("ends", _("Term ends on"), lambda u: u.term_ends_on or "",
               sort=("term_ends_on",)),
        Column("term", _("Term"), lambda u: posts.pill_of_term(u.term_ends_on, today)),
        Column("basis", _("Basis"), lambda u: u.term_basis or ""),
        *(
            Column(code, queries.title_of_step(code), _day_of(code))
            for code in queries.codes()
            if code not in enums.NOT_NOTED
        ),
        Column(
            "meeting", _("Planned day of the meeting"),
            lambda u: u.election.meeting_on if u.election else "",
        ),
        Column(
            "stage", _("Stage"), lambda u: queries.pill_of(u.election) if u.election else "",
            link=lambda u: reverse("elections:election", args=[u.election.pk])
            if u.election
            else "",
        ),
        Column("approved", _("Approved with"), _approved_with),
    ]  # fmt: skip


def _day_of(code: str) -> Callable[[Any], object]:
    def value(unit: Any) -> object:  # noqa: ANN401 -- a unit with its election
        if unit.election is None:
            return ""
        return queries.days_of_steps(unit.election).get(code, "")

    return value


def _approved_with(unit: Any) -> str:  # noqa: ANN401 -- a unit with its election
    conclusion = getattr(unit.election, "conclusion", None)
    return conclusion.basis if conclusion else ""
