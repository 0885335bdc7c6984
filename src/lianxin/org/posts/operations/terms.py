"""Terms of office: elections noted, and put off."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.posts import policy, queries
from lianxin.org.posts.events import ElectionNoted, ElectionPutOff
from lianxin.org.posts.models import Term
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def note_election(
    *,
    unit: Unit,
    elected_on: date,
    ends_on: date,
    actor: Actor,
    at: datetime,
    basis: str = "",
    approved_by: Unit | None = None,
) -> Term:
    """Note that a unit's committee, or its secretary, was elected: a term begins.

    Raises ValidationError where a later election is noted already, where the day is
    still to come, or where units of this kind elect nobody.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    policy.may_edit(unit, actor=actor).or_raise()
    if unit.kind not in queries.kinds_with_terms():
        raise ValidationError(_("Units of this kind have no term of office."))
    if not unit.founded_on <= elected_on <= day_of(at):
        raise ValidationError(
            {"elected_on": _("Choose a day after the founding and not after today.")}
        )
    if ends_on <= elected_on:
        raise ValidationError({"ends_on": _("A term ends after its election.")})
    last = Term.objects.filter(unit=unit, is_latest=True).first()
    if last is not None and last.elected_on >= elected_on:
        raise ValidationError(
            {
                "elected_on": _("An election on %(day)s is noted already.")
                % {"day": last.elected_on}
            }
        )
    Term.objects.filter(unit=unit, is_latest=True).update(is_latest=False)
    made = Term.objects.create(
        unit=unit,
        elected_on=elected_on,
        ends_on=ends_on,
        due_first=ends_on,
        basis=basis,
        approved_by=approved_by,
    )
    journal.write(
        ElectionNoted(
            subject=units.ref(unit),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={
                "elected_on": elected_on,
                "ends_on": ends_on,
                "basis": basis,
                "approved_by": approved_by.name if approved_by else "",
            },
        )
    )
    return made


@transaction.atomic
def put_off_election(
    term: Term, *, ends_on: date, actor: Actor, at: datetime, basis: str
) -> Term:
    """Let a term end on another day than was decided at the election."""
    term = (
        Term.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=term.pk)
    )
    policy.may_edit(term.unit, actor=actor).or_raise()
    if not term.is_latest:
        raise ValidationError(_("A later election is noted; this term is over."))
    if ends_on <= term.elected_on or ends_on == term.ends_on:
        raise ValidationError({"ends_on": _("Choose another day, after the election.")})
    before = term.ends_on
    term.ends_on, term.put_off_basis = ends_on, basis
    term.save(update_fields=["ends_on", "put_off_basis"])
    journal.write(
        ElectionPutOff(
            subject=units.ref(term.unit),
            unit=units.ref(term.unit),
            actor=actor,
            at=at,
            before={"ends_on": before},
            after={"ends_on": ends_on, "basis": basis},
        )
    )
    return term
