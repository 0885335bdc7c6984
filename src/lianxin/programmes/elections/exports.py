"""The columns of the list of elections."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.programmes.elections import queries


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
