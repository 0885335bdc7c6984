"""Opening and closing posts of a unit."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.posts import policy
from lianxin.org.posts.events import PostClosed, PostOpened
from lianxin.org.posts.models import Post
from lianxin.org.posts.operations.reserve import end_reserve_for_good
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def open_post(
    *, unit: Unit, kind: str, valid_from: date, actor: Actor, at: datetime
) -> Post:
    """Give `unit` a post of this kind from `valid_from` on.

    A second post of the same kind has the next number. Raises ValidationError where
    units of this kind have no such post.
    """
    policy.may_edit(unit, actor=actor).or_raise()
    known = rulebook.post_kinds().get(kind)
    if known is None or unit.kind not in known.units:
        raise ValidationError({"kind": _("Units of this kind have no such post.")})
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if valid_from < unit.founded_on:
        raise ValidationError(
            {"valid_from": _("The unit was founded later than this day.")}
        )
    if unit.dissolved_on is not None:
        raise ValidationError(
            _("This unit ends on %(day)s; nothing can be changed after that.")
            % {"day": unit.dissolved_on}
        )
    last = Post.objects.filter(unit=unit, kind=kind).aggregate(last=Max("number"))
    post = Post.objects.create(
        unit=unit, kind=kind, number=(last["last"] or 0) + 1, valid_from=valid_from
    )
    journal.write(
        PostOpened(
            subject=Ref("posts.post", post.pk),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"kind": kind, "number": post.number, "valid_from": valid_from},
        )
    )
    return post


@transaction.atomic
def close_post(post: Post, *, closed_on: date, actor: Actor, at: datetime) -> Post:
    """Let the unit have this post no more from `closed_on` on.

    Raises ValidationError while somebody holds it on that day or later.
    """
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=post.pk)
    )
    policy.may_edit(post.unit, actor=actor).or_raise()
    if post.valid_to is not None and post.valid_to <= closed_on:
        raise ValidationError(_("This post is closed already."))
    held = Q(valid_to__isnull=True) | Q(valid_to__gt=closed_on)
    if post.appointments.filter(held).exists():
        raise ValidationError(
            {"closed_on": _("Somebody holds this post then; end that first.")}
        )
    if closed_on <= post.valid_from:
        raise ValidationError(
            {"closed_on": _("Choose a day after the day on which it began.")}
        )
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=closed_on)
    post.charges.filter(later, valid_from__lt=closed_on).update(valid_to=closed_on)
    post.charges.filter(valid_from__gte=closed_on).delete()
    for kept in post.reserve.filter(later).order_by("pk"):
        end_reserve_for_good(kept, ended_on=closed_on, actor=actor, at=at)
    post.valid_to = closed_on
    post.save(update_fields=["valid_to"])
    journal.write(
        PostClosed(
            subject=Ref("posts.post", post.pk),
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={"kind": post.kind, "closed_on": closed_on},
        )
    )
    return post
