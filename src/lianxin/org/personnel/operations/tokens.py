"""Tokens: made with a secret that is shown once, used, revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Grant, Reach, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.personnel import policy, queries
from lianxin.org.personnel.events import TokenMade, TokenRevoked
from lianxin.org.personnel.models import Token
from lianxin.org.posts.models import Post

BYTES_OF_A_SECRET = 32
# A token that is used every minute is not written to every minute.
NOTE_USE_AFTER_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Made:
    """A token and its secret, which nobody can be shown again."""

    token: Token
    secret: str


@transaction.atomic
def make_token(*, name: str, post: Post, actor: Actor, at: datetime) -> Made:
    """Make a token that sends updates for the unit of `post` and all below it.

    It ends with the post, or when it is revoked.
    """
    policy.may_update(post.unit, actor=actor).or_raise()
    if not name.strip():
        raise ValidationError({"name": _("Say what the token is for.")})
    assert actor.person is not None  # noqa: S101 -- only people make tokens
    secret = secrets.token_urlsafe(BYTES_OF_A_SECRET)
    token = Token.objects.create(
        name=name.strip(),
        post=post,
        digest=queries.digest_of(secret),
        made_by=Person.objects.get(pk=actor.person.id),
        made_at=at,
    )
    journal.write(
        TokenMade(
            subject=queries.ref(token),
            unit=Ref("units.unit", post.unit_id),
            actor=actor,
            at=at,
            after={"name": token.name},
        )
    )
    return Made(token, secret)


@transaction.atomic
def revoke_token(token: Token, *, actor: Actor, at: datetime) -> Token:
    """Let nobody use the token any more."""
    policy.may_update(token.post.unit, actor=actor).or_raise()
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        journal.write(
            TokenRevoked(
                subject=queries.ref(token),
                unit=Ref("units.unit", token.post.unit_id),
                actor=actor,
                at=at,
                before={"name": token.name},
            )
        )
    return token


def actor_of_token(secret: str, *, action: UUID, at: datetime) -> Actor | None:
    """Who acts with this secret: a job with one right, in the unit of the token's post.

    None for an unknown or revoked secret, and where the post or its unit has ended.
    """
    token = queries.all_tokens_with(secret, today=day_of(at))
    if token is None or not token.post.unit.path:
        return None
    used = token.last_used_at
    if used is None or (at - used).total_seconds() > NOTE_USE_AFTER_SECONDS:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
    path = token.post.unit.path
    return Actor(
        name=token.name,
        action=action,
        unit=Ref("units.unit", token.post.unit_id),
        path=path,
        job="personnel.update",
        grants=(Grant(policy.UPDATE, Reach.BELOW, path),),
    )
