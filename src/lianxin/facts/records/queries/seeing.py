"""Reading records, as far as the actor may see them."""

from datetime import date

from django.db.models import Q, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.models import (
    FormerLeave,
    Leave,
    Participation,
    Record,
    RecordPart,
)
from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.rules.record_kinds import Privacy
from lianxin.kernel.zh.scripts import spellings
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


def ref(record: Record) -> Ref:
    """The reference of a record."""
    return Ref("records.record", record.pk)


def visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the units in reach and of meetings one was expected at, newest first.

    Those of private kinds only for who took part, keeps the unit's records or may see
    standings there. Without the ones that were withdrawn.
    """
    return _seen_by(actor).filter(withdrawn_at__isnull=True)


def withdrawn_or_not_visible_to(actor: Actor) -> QuerySet[Record]:
    """The same records, those included that turned out to be mistakes."""
    return _seen_by(actor)


def _seen_by(actor: Actor) -> QuerySet[Record]:
    rows = Record.objects.select_related("unit").order_by("-took_place_on", "-pk")
    seen = _in_reach(actor.scope("records.see"))
    in_charge = _in_charge(actor, path="unit__path")
    if in_charge is not None:
        seen &= ~Q(kind__in=_private_kinds()) | in_charge
    if actor.person is not None and seen:
        own = Participation.objects.filter(person=actor.person.id)
        seen |= Q(pk__in=own.values("record")) | Q(host=actor.person.id)
    return rows.filter(seen)


def _in_reach(scope: Scope) -> Q:
    if scope.is_unlimited:
        return Q()
    if scope.everywhere or any(map(units.is_root, scope.subtrees)):
        return units.within(scope, column="unit__path")
    # A list of numbers, so that no unit is looked up for each record passed over.
    return Q(unit__in=Unit.objects.filter(units.within(scope)).values("pk"))


def _private_kinds() -> list[str]:
    kinds = rulebook.record_kinds().values()
    return [kind.code for kind in kinds if kind.privacy is not Privacy.OPEN]


def record_visible_to(actor: Actor, pk: int) -> Record:
    """One record, withdrawn or not; NotVisible where `actor` may not see it."""
    rows = _seen_by(actor).select_related(
        "host", "recorder", "recorded_by", "withdrawn_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def leaves_visible_to(actor: Actor) -> QuerySet[Leave]:
    """Reasons for leave that `actor` may see: one's own, and those of units in charge.

    In charge are those who may see standings there, and those who keep the records.
    """
    return Leave.objects.filter(
        _private(
            actor,
            path="participation__record__unit__path",
            person="participation__person",
        )
    )


def former_leaves_visible_to(actor: Actor) -> QuerySet[FormerLeave]:
    """Former reasons for leave, for the same people as the reasons in force."""
    return FormerLeave.objects.filter(
        _private(actor, path="amendment__record__unit__path", person="person")
    )


def _private(actor: Actor, *, path: str, person: str) -> Q:
    in_charge = _in_charge(actor, path=path)
    if in_charge is None:
        return Q()
    own = Q(**{person: actor.person.id}) if actor.person else Q(pk__in=[])
    return own | in_charge


def _in_charge(actor: Actor, *, path: str) -> Q | None:
    """Where `actor` sees standings or keeps the records; None where that is everywhere."""
    scopes = [actor.scope("people.standing"), actor.scope("records.record")]
    if any(scope.is_unlimited for scope in scopes):
        return None
    seen = Q(pk__in=[])
    for scope in scopes:
        seen |= units.within(scope, column=path)
    return seen


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose records `actor` sees, in tree order, for a filter."""
    return units.all_units().filter(units.within(actor.scope("records.see")))


def among(
    rows: QuerySet[Record],
    *,
    words: str = "",
    unit: Unit | None = None,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Record]:
    """The records that fit: of a unit and all below, of a kind or with
    such a part, of days, with words.
    """
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if kind:
        parts = RecordPart.objects.filter(kind=kind)
        rows = rows.filter(pk__in=parts.values("record"))
    if since:
        rows = rows.filter(took_place_on__gte=since)
    if until:
        rows = rows.filter(took_place_on__lte=until)
    for word in words.split():
        rows = rows.filter(_says(word))
    return rows


def _says(word: str) -> Q:
    """The filter for records that say the word, typed in whichever characters."""
    fits = Q()
    for spelt in spellings(word):
        fits |= Q(topic__icontains=spelt) | Q(place__icontains=spelt)
        fits |= Q(minutes__icontains=spelt)
    return fits
