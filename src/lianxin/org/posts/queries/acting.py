"""Who somebody is for whom they act: the actor, made from posts and belongings."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db.models import OuterRef, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Grant, Ref
from lianxin.org.people.enums import MEMBERS, Belonging
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Post


def person_of_account(account_id: int, *, today: date) -> Person | None:
    """The person who signs in with this account, with `is_member` worked out."""
    return _with_membership(today).filter(account=account_id).first()


def _with_membership(today: date) -> QuerySet[Person]:
    standing = PartyStanding.objects.filter(
        in_force(today), person=OuterRef("pk"), standing__in=MEMBERS
    )
    return Person.objects.annotate(is_member=Exists(standing))


def appointments_of(person: Person, *, today: date) -> QuerySet[Appointment]:
    """The posts that somebody holds today, highest unit first."""
    return (
        Appointment.objects.filter(in_force(today), person=person)
        .filter(post__unit__path__isnull=False)
        .select_related("post__unit")
        .order_by("post__unit__path", "pk")
    )


def actor_behind(person: int, post: int | None, *, today: date) -> Actor:
    """Whoever asked for a job, by the numbers of the person and of the appointment.

    They have the rights that they have today for that post: such as have ended since
    are not there any more.
    """
    asked = _with_membership(today).get(pk=person)
    held = appointments_of(asked, today=today).filter(pk=post or 0).first()
    return actor_of(asked, chosen=held, today=today, action=uuid4())


def title_of(appointment: Appointment) -> str:
    """The post's title in the language in use, with the unit's short name."""
    return name_of_post(appointment.post)


def title_of_kind(kind: str) -> str:
    """What a kind of post is called in the language in use."""
    return rulebook.post_kinds()[kind].title.into(get_language() or "")


def name_of_post(post: Post) -> str:
    """The unit's short name and the post's title, numbered from the second one on."""
    return f"{post.unit.short_name} · {title_in_unit(post)}"


def title_in_unit(post: Post) -> str:
    """The post's title, numbered from the second one on."""
    number = f" {post.number}" if post.number > 1 else ""
    return f"{title_of_kind(post.kind)}{number}"


def actor_of(
    person: Person,
    *,
    chosen: Appointment | None,
    today: date,
    action: UUID,
    account: Ref | None = None,
) -> Actor:
    """The person acting for the chosen post (or for none).

    Besides the post's powers come those that everybody has in the unit of
    employment and every member in the unit of membership.
    """
    belongings = list(
        Affiliation.objects.filter(in_force(today), person=person)
        .filter(unit__path__isnull=False)
        .select_related("unit")
        .order_by("pk")
    )
    is_member = bool(getattr(person, "is_member", False))
    labels = {chosen.post.kind} if chosen else set()
    labels |= {"member"} if is_member else set()
    unit = chosen.post.unit if chosen else None
    if unit is None and belongings:
        wanted = Belonging.PARTY if is_member else Belonging.STAFF
        unit = next(
            (b.unit for b in belongings if b.belonging == wanted), belongings[0].unit
        )
    return Actor(
        name=person.name,
        action=action,
        account=account,
        person=Ref("people.person", person.pk),
        post=Ref("posts.appointment", chosen.pk) if chosen else None,
        post_title=title_of(chosen) if chosen else "",
        unit=Ref("units.unit", unit.pk) if unit else None,
        path=(unit.path or "") if unit else "",
        labels=frozenset(labels),
        inside=_restricted_paths(chosen, belongings),
        grants=(
            *_grants_of_post(chosen),
            *_grants_of_belonging(belongings, is_member=is_member),
        ),
    )


def _restricted_paths(
    chosen: Appointment | None, belongings: Sequence[Affiliation]
) -> tuple[str, ...]:
    own = [row.unit for row in belongings] + ([chosen.post.unit] if chosen else [])
    return tuple(sorted({unit.path or "" for unit in own if unit.is_restricted}))


def _grants_of_post(chosen: Appointment | None) -> tuple[Grant, ...]:
    if chosen is None:
        return ()
    kind = rulebook.post_kinds()[chosen.post.kind]
    path = chosen.post.unit.path or ""
    return tuple(Grant(power, reach, path) for power, reach in kind.powers)


def _grants_of_belonging(
    belongings: Sequence[Affiliation], *, is_member: bool
) -> tuple[Grant, ...]:
    kinds = rulebook.post_kinds()
    grants = []
    for row in belongings:
        as_member = row.belonging == Belonging.PARTY and is_member
        if not as_member and row.belonging != Belonging.STAFF:
            continue
        powers = kinds["member" if as_member else "employee"].powers
        path = row.unit.path or ""
        grants += [Grant(power, reach, path) for power, reach in powers]
    return tuple(grants)
