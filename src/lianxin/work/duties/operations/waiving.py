"""Asking that one period of a duty be waived."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.duties import Slot
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.operations import request_approval
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties import policy, queries
from lianxin.work.duties.events import WaiverAsked
from lianxin.work.duties.models import Waiver
from lianxin.work.goals.queries import post_that_decides

WAIVER = "duties.waiver"


@transaction.atomic
def ask_for_waiver(
    unit: Unit, *, code: str, first: date, reason: str, actor: Actor, at: datetime
) -> Waiver:
    """Ask the unit above to waive the period of the duty `code` that begins on `first`.

    Raises ValidationError where that period asks nothing of the unit, is met, was
    waived, where a request waits already, and where nobody above can decide.
    """
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    policy.may_ask_for_waiver(unit, actor=actor).or_raise()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})
    slot = _open_slot(unit, code=code, first=first)
    if queries.open_waiver(unit, slot) is not None:
        raise ValidationError(_("This was asked for already and waits for its answer."))
    waiver = Waiver.objects.create(
        unit=unit, duty=code, first_day=first, reason=reason, asked_at=at
    )
    title = queries.title_of(slot.duty)
    waiver.approval = request_approval(
        matter=WAIVER,
        subject=Ref("duties.waiver", waiver.pk),
        unit=unit,
        title=f"{title} {queries.name_of_period(slot)}"[:200],
        text=reason,
        steps=[_post_above(unit, today=day_of(at))],
        actor=actor,
        at=at,
    )
    waiver.save(update_fields=["approval"])
    journal.write(
        WaiverAsked(
            subject=Ref("duties.waiver", waiver.pk),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"duty": code, "first_day": first, "reason": reason},
        )
    )
    return waiver


def _open_slot(unit: Unit, *, code: str, first: date) -> Slot:
    asked = queries.asked_of_unit(unit, year=first.year)
    found = queries.slot_in(asked, code=code, first=first)
    if found is None or found[0].exempt is not None:
        raise ValidationError(_("In this time nothing of the kind is asked for."))
    marks = asked.marks(*found)
    if marks.met_on is not None:
        raise ValidationError(_("It was held; there is nothing to waive."))
    if marks.waived_on is not None:
        raise ValidationError(_("It was waived already."))
    return found[0]


def _post_above(unit: Unit, *, today: date) -> Post:
    for above in units.way_to(unit).order_by("-path"):
        post = post_that_decides(above.pk, today=today)
        if post is not None:
            return post
    raise ValidationError(
        _("No unit above has a post that can decide on this. Ask the office clerk.")
    )
