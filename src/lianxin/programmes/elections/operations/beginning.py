"""Beginning an election."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.ui.wording import cited
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import policy, queries
from lianxin.programmes.elections.events import ElectionBegun
from lianxin.programmes.elections.models import Election


@transaction.atomic
def begin_election(
    *,
    unit: Unit,
    seats: int,
    meeting_on: date,
    actor: Actor,
    at: datetime,
    way: Way = Way.MEETING,
    basis: str = "",
) -> Election:
    """Begin to prepare the election of the committee of `unit`, or of its secretary.

    Raises ValidationError, with the rule, for a `way` in which such a unit does not
    elect, and where delegates are to elect and no `basis` says who agreed to it.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    policy.may_prepare(unit, actor=actor).or_raise()
    if Election.objects.filter(unit=unit, conclusion__isnull=True).exists():
        raise ValidationError(_("An election of this unit is under way already."))
    _check_way(unit, way, basis, on=meeting_on)
    election = Election.objects.create(
        unit=unit,
        way=way,
        basis=basis.strip() if way is Way.CONGRESS else "",
        seats=1 if way is Way.DIRECT else seats,
        meeting_on=meeting_on,
        begun_by=person_of(actor),
        begun_at=at,
    )
    journal.write(
        ElectionBegun(
            subject=queries.ref(election),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                "election_way": way.value,
                "basis": election.basis,
                "seats": election.seats,
                "meeting_on": meeting_on,
            },
        )
    )
    return election


def _check_way(unit: Unit, way: Way, basis: str, *, on: date) -> None:
    if way not in {one.code for one in queries.ways_of(unit)}:
        raise ValidationError({"way": _("Units of this kind do not elect so.")})
    if way is Way.DIRECT:
        _check_direct(unit, on=on)
    if way is Way.CONGRESS and not basis.strip():
        found = queries.congress_rule(on=on)
        told = {"basis": cited(found[1]) if found else "—"}
        words = _(
            "Name the paper by which the unit above agreed that delegates elect "
            "(%(basis)s)."
        )
        raise ValidationError({"basis": words % told})


def _check_direct(unit: Unit, *, on: date) -> None:
    found = queries.needs_committee(unit, on=on)
    if found is None:
        return
    words = _(
        "A branch with %(least)d full members or more has a committee, which elects "
        "the secretary (%(basis)s)."
    )
    told = {"least": found[0], "basis": cited(found[1])}
    raise ValidationError({"way": words % told})
