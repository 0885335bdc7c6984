"""The columns of the list of requests, on the page and in files alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.org.approvals import queries


def columns() -> Sequence[Column]:
    """What is asked, by whom, when, and how far it has come."""
    return [
        Column(
            "title",
            _("Request"),
            lambda approval: approval.title,
            link=lambda approval: address_of("approvals:approval", approval.pk),
        ),
        Column("unit", _("Unit"), lambda approval: approval.unit.name),
        Column("asked_by", _("Asked by"), lambda approval: approval.asked_by.name),
        Column(
            "asked_at",
            _("Asked on"),
            lambda approval: approval.asked_at,
            sort=("asked_at",),
        ),
        Column(
            "progress",
            _("How far"),
            lambda approval: queries.progress_of(queries.outcome_of(approval)),
        ),
        Column(
            "waits",
            _("Waits for"),
            lambda approval: queries.view_of(approval).waits_for,
        ),
    ]
