"""Taking back a death that was noted wrongly, with the posts that it had ended."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people import operations as people
from lianxin.org.people.models import Person
from lianxin.org.people.queries import Noted
from lianxin.org.posts import policy
from lianxin.org.posts.events import (
    AppointmentEnded,
    PersonAppointed,
    ReserveAdded,
    ReserveEnded,
)
from lianxin.org.posts.models import Appointment, Post, Reserve
from lianxin.org.units import queries as units


@transaction.atomic
def take_back_death(
    person: Person, *, basis: str, version: int, actor: Actor, at: datetime
) -> Person:
    """Let somebody go on as if no death had been noted; an account stays closed.

    Posts come back that stand and that nobody else has held since; the actor needs the
    right over each. What was to begin only later is not put back. ValidationError and
    Conflict as `people.operations.strike_out_death` raises them.
    """
    noted = people.strike_out_death(
        person, basis=basis, version=version, actor=actor, at=at
    )
    held = Appointment.objects.filter(person=person, valid_to=noted.after)
    for row in held.order_by("pk"):
        _reappoint(row, noted, actor=actor, at=at)
    kept = Reserve.objects.filter(person=person, valid_to=noted.after)
    for reserve in kept.select_related("post__unit", "person").order_by("pk"):
        _keep_on(reserve, noted, actor=actor, at=at)
    return Person.objects.get(pk=person.pk)


def _reappoint(row: Appointment, noted: Noted, *, actor: Actor, at: datetime) -> None:
    post = _locked(row.post_id)
    subject = Ref("posts.appointment", row.pk)
    until = noted.end_otherwise(subject, AppointmentEnded.code)
    others = post.appointments.filter(_later(noted.after))
    if until == noted.after or not _stands(post, until) or others.exists():
        return
    policy.may_appoint(post.unit, post.kind, actor=actor).or_raise()
    row.valid_to = until
    row.save(update_fields=["valid_to"])
    journal.write(
        PersonAppointed(
            subject=subject,
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={
                "person": row.person.name,
                "kind": post.kind,
                "manner": row.manner,
                "valid_from": noted.after,
            },
        )
    )


def _keep_on(row: Reserve, noted: Noted, *, actor: Actor, at: datetime) -> None:
    post = _locked(row.post_id)
    subject = Ref("posts.post", post.pk)
    again = post.reserve.filter(_later(noted.after), person=row.person)
    if not noted.has_ended(subject, ReserveEnded.code) or again.exists():
        return
    if not _stands(post, None):
        return
    row.valid_to = None
    row.save(update_fields=["valid_to"])
    journal.write(
        ReserveAdded(
            subject=subject,
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={"person": row.person.name, "valid_from": noted.after},
        )
    )


def _locked(number: int) -> Post:
    rows = Post.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=number)


def _stands(post: Post, until: date | None) -> bool:
    """Whether the post is there for as long as somebody would hold it."""
    return post.valid_to is None or (until is not None and until <= post.valid_to)


def _later(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=day)
