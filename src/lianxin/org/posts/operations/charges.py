"""Fields of responsibility that go with a post."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.posts import policy
from lianxin.org.posts.events import ChargeAdded, ChargeEnded
from lianxin.org.posts.models import Charge, Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def add_charge(
    *,
    post: Post,
    field: str,
    valid_from: date,
    actor: Actor,
    at: datetime,
    unit: Unit | None = None,
) -> Charge:
    """Let a field of responsibility, and perhaps a unit, go with `post`."""
    policy.may_edit(post.unit, actor=actor).or_raise()
    if valid_from < post.valid_from:
        raise ValidationError({"valid_from": _("The post began later than this day.")})
    if post.valid_to is not None and valid_from >= post.valid_to:
        raise ValidationError({"valid_from": _("The post is closed by then.")})
    charge = Charge.objects.create(
        post=post, field=field, unit=unit, valid_from=valid_from
    )
    journal.write(
        ChargeAdded(
            subject=Ref("posts.post", post.pk),
            unit=units.ref(post.unit),
            actor=actor,
            at=at,
            after={
                "field": field,
                "unit": unit.name if unit else "",
                "valid_from": valid_from,
            },
        )
    )
    return charge


@transaction.atomic
def end_charge(charge: Charge, *, ended_on: date, actor: Actor, at: datetime) -> None:
    """Let a field go with its post no more from `ended_on` on.

    A field that began on that day or later was a slip and is struck out.
    """
    held = (
        Charge.objects.select_for_update(of=("self",))
        .select_related("post__unit")
        .get(pk=charge.pk)
    )
    policy.may_edit(held.post.unit, actor=actor).or_raise()
    if held.valid_to is not None:
        raise ValidationError(_("This has ended already."))
    if ended_on <= held.valid_from:
        held.delete()
    else:
        held.valid_to = ended_on
        held.save(update_fields=["valid_to"])
    journal.write(
        ChargeEnded(
            subject=Ref("posts.post", held.post_id),
            unit=units.ref(held.post.unit),
            actor=actor,
            at=at,
            before={"field": held.field},
            after={"ended_on": ended_on},
        )
    )
