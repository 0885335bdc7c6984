"""Who may record what a unit held, and correct it."""

from django.utils.translation import gettext as _

from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit


def may_record(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may record for this unit, and amend what it recorded."""
    if actor.person is None:
        return Denied(_("Only a person can record a meeting."))
    if actor.may("records.record", unit.path or ""):
        return Allowed()
    return Denied(
        _(
            "Records of this unit are kept by its secretary, its committee members "
            "or its office clerk."
        )
    )


def may_record_past(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may take in what this unit held before it was kept here.

    Besides those who keep its records, whoever enters its people.
    """
    if actor.person is not None and actor.may("people.edit", unit.path or ""):
        return Allowed()
    return may_record(unit, actor=actor)


def may_amend(record: Record, *, actor: Actor) -> Answer:
    """Whether `actor` may correct, add to or withdraw this record."""
    if record.withdrawn_at is not None:
        return Denied(_("This record was withdrawn; it cannot be changed any more."))
    return may_record(record.unit, actor=actor)


def may_record_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` may record for any unit at all."""
    if actor.person is not None and actor.holds("records.record"):
        return Allowed()
    return Denied(
        _(
            "Records are kept by a unit's secretary, its committee members or its "
            "office clerk. If you hold such a post, choose it above."
        )
    )
