"""Who is kept in reserve for a post."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people import operations as people
from lianxin.org.people.models import Person
from lianxin.org.posts import policy
from lianxin.org.posts.events import ReserveAdded, ReserveEnded
from lianxin.org.posts.models import Post, Reserve
from lianxin.org.units import queries as units


@transaction.atomic
def add_reserve(
    *,
    post: Post,
    person: Person,
    valid_from: date,
    actor: Actor,
    at: datetime,
    basis: str = "",
) -> Reserve:
    """Keep somebody in reserve for a post.

    Raises ValidationError where the post is not there on that day, or the person has
    left by then or is in reserve for it already.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    post = Post.objects.select_related("unit").get(pk=post.pk)
    policy.may_appoint(post.unit, post.kind, actor=actor).or_raise()
    if valid_from < post.valid_from:
        raise ValidationError({"valid_from": _("The post began later than this day.")})
    if post.valid_to is not None and valid_from >= post.valid_to:
        raise ValidationError({"valid_from": _("The post is closed by then.")})
    people.check_stays(person, field="person")
    open_ = Reserve.objects.select_for_update().filter(post=post, person=person)
    if open_.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).exists():
        raise ValidationError(
            {"person": _("This person is in reserve for the post already.")}
        )
    made = Reserve.objects.create(
        post=post, person=person, basis=basis, valid_from=valid_from
    )
    journal.write(
        ReserveAdded(
            subject=Ref("posts.post", post.pk),
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={"person": person.name, "valid_from": valid_from, "basis": basis},
        )
    )
    return made


@transaction.atomic
def end_reserve(kept: Reserve, *, ended_on: date, actor: Actor, at: datetime) -> None:
    """Keep somebody in reserve no more from `ended_on` on.

    What began on that day or later was a slip and is struck out. An end that is noted
    can be put forward.
    """
    unit, kind = kept.post.unit, kept.post.kind
    policy.may_appoint(unit, kind, actor=actor).or_raise()
    end_reserve_for_good(kept, ended_on=ended_on, actor=actor, at=at)


@transaction.atomic
def end_reserve_for_good(
    kept: Reserve, *, ended_on: date, actor: Actor, at: datetime
) -> None:
    """Keep somebody in reserve no more, as the post ends or the person leaves.

    Called within the operation that judged who may.
    """
    held = (
        Reserve.objects.select_for_update(of=("self",))
        .select_related("post__unit", "person")
        .get(pk=kept.pk)
    )
    post = held.post
    if held.valid_to is not None and held.valid_to <= ended_on:
        raise ValidationError(_("This has ended already."))
    if ended_on <= held.valid_from:
        held.delete()
    else:
        held.valid_to = ended_on
        held.save(update_fields=["valid_to"])
    journal.write(
        ReserveEnded(
            subject=Ref("posts.post", post.pk),
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            before={"person": held.person.name},
            after={"ended_on": ended_on},
        )
    )
