"""Taking back the end of a unit, with what its end had ended."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people import operations as people
from lianxin.org.posts.events import PersonAppointed, PostOpened
from lianxin.org.posts.models import Appointment, Charge, Post, Reserve
from lianxin.org.units import operations as units
from lianxin.org.units import queries
from lianxin.org.units.models import Descent, Placement, Unit


@transaction.atomic
def reinstate_with_people(
    unit: Unit, *, version: int, actor: Actor, at: datetime, basis: str
) -> Unit:
    """Let a unit go on as if its end had not been decided.

    Posts that ended with it are there again, with those who held them or were in
    reserve, unless they leave the enterprise; people and units below that went over
    come back, as far as they have not moved on since.
    """
    ended = Unit.objects.get(pk=unit.pk).dissolved_on
    merged = Descent.objects.filter(former=unit, manner="merged").first()
    unit = units.reinstate_unit(unit, version=version, actor=actor, at=at, basis=basis)
    assert ended is not None  # noqa: S101 -- otherwise there was nothing to take back
    after = ended + timedelta(days=1)
    if merged is not None:
        out_of = merged.later
        people.hand_back_people(unit, out_of=out_of, since=after, actor=actor, at=at)
        for below in _gone_over(unit, out_of, after):
            units.move_unit(
                below,
                parent=unit,
                valid_from=after,
                version=below.version,
                actor=actor,
                at=at,
                basis=basis,
            )
    for post in Post.objects.filter(unit=unit, valid_to=after).order_by("pk"):
        _reopen(post, after, actor=actor, at=at)
    return Unit.objects.get(pk=unit.pk)


def _gone_over(unit: Unit, out_of: Unit, day: date) -> list[Unit]:
    """The units below that went over that day and are still where they went."""
    came = Placement.objects.filter(parent=unit, valid_to=day).values("unit")
    there = Placement.objects.filter(
        parent=out_of, valid_from=day, valid_to=None, unit__in=came
    )
    rows = Unit.objects.filter(pk__in=there.values("unit"), dissolved_on=None)
    return list(rows.order_by("pk"))


def _reopen(post: Post, day: date, *, actor: Actor, at: datetime) -> None:
    post.valid_to = None
    post.save(update_fields=["valid_to"])
    Charge.objects.filter(post=post, valid_to=day).update(valid_to=None)
    stay = Q(post=post, valid_to=day, person__left_on=None)
    Reserve.objects.filter(stay).update(valid_to=None)
    unit = queries.ref(post.unit)
    journal.write(
        PostOpened(
            subject=Ref("posts.post", post.pk),
            unit=unit,
            actor=actor,
            at=at,
            after={"kind": post.kind, "number": post.number, "valid_from": day},
        )
    )
    for appointment in Appointment.objects.filter(stay).select_related("person"):
        appointment.valid_to = None
        appointment.save(update_fields=["valid_to"])
        journal.write(
            PersonAppointed(
                subject=Ref("posts.appointment", appointment.pk),
                unit=unit,
                actor=actor,
                at=at,
                after={
                    "person": appointment.person.name,
                    "kind": post.kind,
                    "manner": appointment.manner,
                    "valid_from": day,
                },
            )
        )
