"""Reading posts, their holders and what goes with them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible, Scope
from lianxin.org.people import policy as people_policy
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Circumstance
from lianxin.org.people.models import Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Charge, Post, Reserve
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import all_units, below, is_shown, shown, within


def visible_to(actor: Actor, *, today: date) -> QuerySet[Post]:
    """The posts that exist today in the units that `actor` may see, in tree order.

    Who holds a post is no secret: posts are seen wherever the unit is seen.
    """
    return (
        Post.objects.filter(in_force(today), unit__path__isnull=False)
        .filter(within(actor.scope("units.see"), column="unit__path"))
        .select_related("unit")
        .order_by("unit__path", "pk")
    )


def post_visible_to(actor: Actor, pk: int) -> Post:
    """One post, closed ones included; NotVisible where `actor` may not see its unit."""
    found = (
        Post.objects.filter(
            within(actor.scope("units.see"), column="unit__path"), pk=pk
        )
        .select_related("unit")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Appointments, past ones included, in the units that `actor` may see."""
    scope = within(actor.scope("units.see"), column="post__unit__path")
    rows = Appointment.objects.filter(scope).select_related("post__unit", "person")
    return rows.order_by("pk")


def appointment_visible_to(actor: Actor, pk: int) -> Appointment:
    """One appointment; NotVisible where `actor` may not see its unit."""
    found = appointments_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def charge_visible_to(actor: Actor, pk: int) -> Charge:
    """One field of responsibility; NotVisible where `actor` may not see its unit."""
    found = (
        Charge.objects.filter(
            within(actor.scope("units.see"), column="post__unit__path"), pk=pk
        )
        .select_related("post__unit", "unit")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def reserve_visible_to(actor: Actor, pk: int) -> Reserve:
    """Somebody in reserve; NotVisible where `actor` may not see the unit of the post."""
    found = (
        Reserve.objects.filter(
            within(actor.scope("units.see"), column="post__unit__path"), pk=pk
        )
        .select_related("post__unit", "person")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def reserve_of(post: Post) -> QuerySet[Reserve]:
    """Who is or was in reserve for a post that one may see, the latest first.

    For those who decide who holds it.
    """
    return post.reserve.select_related("person").order_by("-valid_from", "-pk")


def vacant(rows: QuerySet[Post], *, today: date) -> QuerySet[Post]:
    """Of these posts those that nobody holds today."""
    held = Appointment.objects.filter(in_force(today), post=OuterRef("pk"))
    return rows.filter(~Exists(held))


def posts_of_unit(
    unit: Unit, *, today: date, actor: Actor | None = None
) -> Sequence[Post]:
    """The posts of one unit today, in the order of the rulebook, with their holders."""
    rows = list(Post.objects.filter(in_force(today), unit=unit).select_related("unit"))
    attach(rows, today=today, actor=actor)
    order = list(rulebook.post_kinds())
    return sorted(rows, key=lambda post: (order.index(post.kind), post.number))


def attach(rows: Sequence[Post], *, today: date, actor: Actor | None = None) -> None:
    """Put on each post ``holders_today``, ``to_come`` and ``charges_today``.

    A restricted unit in somebody's charge is named only where `actor` may see it. Two
    queries, whatever the number of posts.
    """
    ids = [post.pk for post in rows]
    open_ones = Appointment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), post__in=ids
    ).select_related("person")
    held: dict[int, list[Appointment]] = {pk: [] for pk in ids}
    to_come: dict[int, list[Appointment]] = {pk: [] for pk in ids}
    for row in open_ones.order_by("valid_from"):
        (held if row.valid_from <= today else to_come)[row.post_id].append(row)
    charges: dict[int, list[Charge]] = {pk: [] for pk in ids}
    for charge in (
        Charge.objects.filter(in_force(today), post__in=ids)
        .select_related("unit")
        .order_by("pk")
    ):
        charges[charge.post_id].append(charge)
    scope = actor.scope("units.see") if actor else Scope()
    for found in charges.values():
        _leave_out_restricted(found, scope)
    for post in rows:
        post.holders_today = held[post.pk]  # type: ignore[attr-defined]  # annotated by the query
        post.to_come = to_come[post.pk]  # type: ignore[attr-defined]  # annotated by the query
        post.charges_today = charges[post.pk]  # type: ignore[attr-defined]  # annotated by the query


def holders_of(post: Post) -> QuerySet[Appointment]:
    """Who held, holds and will hold a post, the latest first."""
    return post.appointments.select_related("person").order_by("-valid_from")


def _leave_out_restricted(charges: Iterable[Charge], scope: Scope) -> None:
    for charge in charges:
        if charge.unit is not None and not is_shown(charge.unit, scope):
            charge.unit = None


def charges_of(post: Post, *, actor: Actor) -> Sequence[Charge]:
    """The fields that went, go and will go with a post, the latest first."""
    found = list(post.charges.select_related("unit").order_by("-valid_from", "-pk"))
    _leave_out_restricted(found, actor.scope("units.see"))
    return found


def in_charge_of(
    unit: Unit, *, today: date, actor: Actor | None = None
) -> QuerySet[Charge]:
    """The fields of responsibility by which a leader's post has charge of a unit."""
    scope = actor.scope("units.see") if actor else Scope()
    return (
        Charge.objects.filter(in_force(today), unit=unit)
        .filter(shown(scope, column="post__unit__path"))
        .select_related("post__unit")
        .order_by("pk")
    )


def held_by(person: Person, *, actor: Actor) -> QuerySet[Appointment]:
    """The posts that somebody held, holds and will hold, the latest first."""
    return (
        Appointment.objects.filter(person=person)
        .filter(shown(actor.scope("units.see"), column="post__unit__path"))
        .select_related("post__unit")
        .order_by("-valid_from", "-pk")
    )


def may_let_leave(person: Person, *, actor: Actor, today: date) -> bool:
    """Whether `actor` may let this person leave the enterprise."""
    paths = people.paths_of(person, today=today)
    return bool(people_policy.may_edit(paths, actor=actor))


def may_note_death(person: Person, *, actor: Actor, today: date) -> bool:
    """Whether `actor` may note that this person died: it ends a standing too.

    Of those who have left, only where they belong somewhere still.
    """
    paths = people.paths_of(person, today=today)
    if person.left_on is not None and not paths:
        return False
    died = person.situations.filter(circumstance=Circumstance.DECEASED)
    return (
        bool(people_policy.may_set_standing(paths, actor=actor)) and not died.exists()
    )


def units_to_merge_into(unit: Unit, *, actor: Actor) -> QuerySet[Unit]:
    """The units of the same kind that `actor` may edit and that are not to end."""
    return _alike(unit, actor=actor).exclude(below(unit.path or "-"))


def units_beside(unit: Unit, *, actor: Actor) -> QuerySet[Unit]:
    """Of `units_to_merge_into` those directly beside this one."""
    rows = _alike(unit, actor=actor).filter(parent=unit.parent_id)
    return rows.exclude(pk=unit.pk)


def _alike(unit: Unit, *, actor: Actor) -> QuerySet[Unit]:
    rows = all_units().filter(within(actor.scope("units.edit")), kind=unit.kind)
    return rows.filter(dissolved_on=None)
