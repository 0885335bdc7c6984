"""How requests for approval appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from lianxin.base.ui.refs import Link
from lianxin.base.ui.wording import Pill
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.org.approvals import queries
from lianxin.org.approvals.enums import Progress

WORDS = MappingProxyType(
    {
        Progress.WAITING: pgettext_lazy("progress of a request", "Waiting"),
        Progress.AGREED: pgettext_lazy("progress of a request", "Agreed"),
        Progress.RETURNED: pgettext_lazy("progress of a request", "Returned"),
        Progress.WITHDRAWN: pgettext_lazy("progress of a request", "Withdrawn"),
    }
)
TONES = MappingProxyType(
    {
        Progress.WAITING: Tone.OPEN,
        Progress.AGREED: Tone.DONE,
        Progress.RETURNED: Tone.LATE,
        Progress.WITHDRAWN: Tone.NOT_APPLICABLE,
    }
)


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these requests that `actor` may see."""
    rows = queries.visible_to(actor, today=today).filter(pk__in=list(ids))
    return {
        pk: Link(title, reverse("approvals:approval", args=[pk]))
        for pk, title in rows.values_list("pk", "title")
    }


def progress_of(outcome: queries.Outcome) -> Pill:
    """How far a request has come, in a word and a colour."""
    return Pill(str(WORDS[outcome.progress]), TONES[outcome.progress])
