"""What a page of another app shows of its thing's history."""

from typing import cast

from django.db.models import Model
from django.http import HttpRequest

from lianxin.base.ui import clock
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.requests import Request
from lianxin.desks.history import queries
from lianxin.kernel.actor import Ref

MOST = 8


def history(request: HttpRequest, subject: object) -> Panel | None:
    """The last entries about the thing, for those who may read the journal there."""
    actor = cast("Request", request).actor
    if not actor.holds("journal.see"):
        return None
    thing = cast("Model", subject)
    ref = Ref(thing._meta.label_lower, thing.pk)
    entries = list(queries.about(ref, actor=actor)[: MOST + 1])
    if not entries:
        return None
    lines = queries.lines(entries[:MOST], actor=actor, today=clock.today())
    return Panel(
        "history/panel.html",
        {
            "history_rows": [(entry, lines[entry.pk]) for entry in entries[:MOST]],
            "history_subject": f"{ref.kind}:{ref.id}",
            "history_has_more": len(entries) > MOST,
        },
    )
