"""Letting people hold posts, and ending that with its rights."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.accounts import operations as accounts
from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import operations as people
from lianxin.org.people.models import Person
from lianxin.org.posts import policy
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.events import AppointmentEnded, PersonAppointed
from lianxin.org.posts.models import Appointment, Post, Reserve
from lianxin.org.posts.operations.reserve import end_reserve, end_reserve_for_good
from lianxin.org.units import queries as units


@transaction.atomic
def appoint(
    *,
    post: Post,
    person: Person,
    valid_from: date,
    actor: Actor,
    at: datetime,
    manner: str = Manner.REGULAR,
    basis: str = "",
) -> Appointment:
    """Let `person` hold `post` from `valid_from` on.

    Whoever holds it is in reserve for it no more, unless they only act for its holder.
    Raises ValidationError where somebody else holds it on that day or later, where
    there is no such post then, or where the person has left or is going to; a member
    who has left may hold a post of the Party as long as they belong to a branch.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    post = _locked(post)
    policy.may_appoint(post.unit, post.kind, actor=actor).or_raise()
    if manner not in Manner.values:
        raise ValidationError({"manner": _("Choose from the list.")})
    _check_free(post, valid_from)
    as_member = rulebook.unit_kinds()[post.unit.kind].line == "party"
    people.check_stays(person, field="person", as_member=as_member)
    made = Appointment.objects.create(
        post=post, person=person, manner=manner, basis=basis, valid_from=valid_from
    )
    if manner != Manner.ACTING:
        _end_reserve_of(made, actor=actor, at=at)
    journal.write(
        PersonAppointed(
            subject=Ref("posts.appointment", made.pk),
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={
                "person": person.name,
                "kind": post.kind,
                "manner": str(manner),
                "valid_from": valid_from,
                "basis": basis,
            },
        )
    )
    return made


@transaction.atomic
def end_appointment(
    appointment: Appointment,
    *,
    ended_on: date,
    actor: Actor,
    at: datetime,
    basis: str = "",
) -> None:
    """Let somebody hold a post no more from `ended_on` on; its rights end that day.

    Rights are worked out anew on every request from the posts held that day; open
    sessions end as well. An appointment that began on that day or later was a slip
    and is struck out; the journal keeps it. An end that is noted can be put forward.
    """
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("post__unit", "person")
        .get(pk=appointment.pk)
    )
    post = held.post
    policy.may_appoint(post.unit, post.kind, actor=actor).or_raise()
    if held.valid_to is not None and held.valid_to <= ended_on:
        raise ValidationError(_("This has ended already."))
    subject = Ref("posts.appointment", held.pk)
    if ended_on <= held.valid_from:
        held.delete()
    else:
        held.valid_to = ended_on
        held.save(update_fields=["valid_to"])
    if held.person.account_id is not None and ended_on <= day_of(at):
        accounts.close_sessions(held.person.account_id)
    journal.write(
        AppointmentEnded(
            subject=subject,
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            before={"person": held.person.name, "kind": post.kind},
            after={"ended_on": ended_on, "basis": basis},
        )
    )


@transaction.atomic
def leave_with_posts(
    person: Person, *, left_on: date, version: int, actor: Actor, at: datetime
) -> Person:
    """Let somebody leave the enterprise: end the posts held, then every belonging.

    `left_on` is the last day. The actor needs the right over every post held. Once
    that day is over, the account is closed as well.
    """
    person = people.leave(person, left_on=left_on, version=version, actor=actor, at=at)
    end_all_of(person, last=left_on, actor=actor, at=at)
    return person


@transaction.atomic
def end_all_of(person: Person, *, last: date, actor: Actor, at: datetime) -> None:
    """End every post and reserve of somebody after the `last` day, then the account.

    Called within the operation that noted that day.
    """
    after = last + timedelta(days=1)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=after)
    for held in Appointment.objects.filter(later, person=person).order_by("pk"):
        end_appointment(held, ended_on=after, actor=actor, at=at)
    for kept in Reserve.objects.filter(later, person=person).order_by("pk"):
        end_reserve_for_good(kept, ended_on=after, actor=actor, at=at)
    if person.account_id is not None and last < day_of(at):
        accounts.close_for_leaver(
            person.account_id, unit=actor.unit, actor=actor, at=at
        )


def _end_reserve_of(made: Appointment, *, actor: Actor, at: datetime) -> None:
    open_ = Reserve.objects.filter(
        post=made.post, person=made.person, valid_to__isnull=True
    )
    for kept in open_:
        end_reserve(kept, ended_on=made.valid_from, actor=actor, at=at)


def _locked(post: Post) -> Post:
    return (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=post.pk)
    )


def _check_free(post: Post, valid_from: date) -> None:
    if valid_from < post.valid_from:
        raise ValidationError({"valid_from": _("The post began later than this day.")})
    if post.valid_to is not None and valid_from >= post.valid_to:
        raise ValidationError({"valid_from": _("The post is closed by then.")})
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    holder = post.appointments.filter(later).select_related("person").first()
    if holder is not None:
        raise ValidationError(
            _("%(name)s holds this post then; end that first.")
            % {"name": holder.person.name}
        )
