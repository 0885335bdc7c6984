"""People who go over to another unit because theirs is merged or split, and back."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Q

from lianxin.base.journal import operations as journal
from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor
from lianxin.org.people import policy, queries
from lianxin.org.people.events import PersonAffiliated
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations.checks import check_place_now
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def hand_over_people(
    unit: Unit,
    *,
    into: Unit,
    valid_from: date,
    actor: Actor,
    at: datetime,
    only: Collection[int] | None = None,
) -> None:
    """Let those who belong to `unit` belong to `into` from `valid_from` on, in the same ways.

    All of them, or the numbers in `only`. A day to come on which somebody arrives or
    goes stays what it is: who arrives later arrives in `into`.
    """
    policy.may_edit([unit.path or ""], actor=actor).or_raise()
    policy.may_add([into], actor=actor).or_raise()
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    rows = Affiliation.objects.filter(later, unit=unit)
    if only is not None:
        rows = rows.filter(person__in=only)
    for belonging in rows.order_by("belonging").values_list("belonging").distinct():
        check_place_now(into, *belonging, valid_from)
    people = Person.objects.filter(pk__in=rows.values("person"))
    list(people.select_for_update().order_by("pk"))
    for row in rows.select_related("person").order_by("pk"):
        begins = max(row.valid_from, valid_from)
        _go_over(row, into, begins)
        _tell(row, unit, into, begins, actor=actor, at=at)


@transaction.atomic
def hand_back_people(
    unit: Unit, *, out_of: Unit, since: date, actor: Actor, at: datetime
) -> None:
    """Let those who went over from `unit` on that day have stayed in it instead.

    Whoever has moved on since is taken back for the time until then.
    """
    policy.may_add([unit], actor=actor).or_raise()
    policy.may_edit([out_of.path or ""], actor=actor).or_raise()
    came = Affiliation.objects.filter(
        unit=unit, valid_to=since, person=OuterRef("person"),
        belonging=OuterRef("belonging"),
    )  # fmt: skip
    rows = Affiliation.objects.filter(Exists(came), unit=out_of, valid_from=since)
    people = Person.objects.filter(pk__in=rows.values("person"))
    list(people.select_for_update().order_by("pk"))
    for row in rows.select_related("person").order_by("pk"):
        row.unit = unit
        row.save(update_fields=["unit"])
        _tell(row, out_of, unit, since, actor=actor, at=at)


def _tell(
    row: Affiliation, out_of: Unit, into: Unit, day: date, *, actor: Actor, at: datetime
) -> None:
    journal.write(
        PersonAffiliated(
            subject=queries.ref(row.person),
            unit=units.ref(into),
            actor=actor,
            at=at,
            before={"belonging": row.belonging, "unit": out_of.name},
            after={
                "belonging": row.belonging,
                "unit": into.name,
                "valid_from": day,
            },
        )
    )


def _go_over(row: Affiliation, into: Unit, begins: date) -> None:
    """A row that has begun is ended, and another goes on for as long as it would have."""
    if row.valid_from >= begins:
        row.unit = into
        row.save(update_fields=["unit"])
        return
    until, row.valid_to = row.valid_to, begins
    row.save(update_fields=["valid_to"])
    Affiliation.objects.create(
        person=row.person,
        unit=into,
        belonging=row.belonging,
        valid_from=begins,
        valid_to=until,
    )
