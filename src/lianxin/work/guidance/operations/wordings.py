"""What a unit says no more, beside the table of the rulebook."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.scripts import simplified
from lianxin.org.people.queries import person_of
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy
from lianxin.work.guidance.events import WordingAdded, WordingRemoved
from lianxin.work.guidance.models import FormerWording

SHORTEST = 2


@transaction.atomic
def add_wording(
    unit: Unit,
    *,
    old: str,
    now: str,
    since: date,
    basis: str,
    actor: Actor,
    at: datetime,
) -> FormerWording:
    """Have rows of plans looked at that still say `old`.

    ValidationError, in words, where it is too short to be looked for, says nothing new,
    or stands in the table of the rulebook or of the unit already.
    """
    policy.may_keep_wordings(unit, actor=actor).or_raise()
    old, now = simplified(old.strip()), simplified(now.strip())
    _check(unit, old, now)
    added = FormerWording.objects.create(
        unit=unit,
        old=old,
        now=now,
        since=since,
        basis=basis.strip(),
        added_by=person_of(actor),
        added_at=at,
    )
    journal.write(
        WordingAdded(
            subject=Ref("guidance.formerwording", added.pk),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"old": old, "now": now, "since": since, "basis": added.basis},
        )
    )
    return added


@transaction.atomic
def remove_wording(
    wording: FormerWording, *, actor: Actor, at: datetime
) -> FormerWording:
    """Take a row out of the table; the journal keeps it. Twice is once."""
    wording = (
        FormerWording.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=wording.pk)
    )
    policy.may_keep_wordings(wording.unit, actor=actor).or_raise()
    if wording.removed_at is not None:
        return wording
    wording.removed_at = at
    wording.save(update_fields=["removed_at"])
    journal.write(
        WordingRemoved(
            subject=Ref("guidance.formerwording", wording.pk),
            unit=units.ref(wording.unit),
            actor=actor,
            at=at,
            before={"old": wording.old, "now": wording.now, "basis": wording.basis},
        )
    )
    return wording


def _check(unit: Unit, old: str, now: str) -> None:
    if len(old) < SHORTEST:
        raise ValidationError({"old": _("Too short to be looked for in a text.")})
    if old == now:
        raise ValidationError({"now": _("This says the same as before.")})
    known = {words for wording in rulebook.wordings() for words in wording.old}
    own = FormerWording.objects.filter(unit=unit, old=old, removed_at=None)
    if old in known or own.exists():
        raise ValidationError({"old": _("It stands in the table already.")})
