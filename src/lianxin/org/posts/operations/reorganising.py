"""Ending, merging and splitting units, with the people and posts that are in them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.org.people import operations as people
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations.appointments import end_appointment
from lianxin.org.posts.operations.openings import close_post
from lianxin.org.units import operations as units
from lianxin.org.units.models import Placement, Unit


@transaction.atomic
def dissolve_with_people(
    unit: Unit,
    *,
    dissolved_on: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str,
    approved_by: Unit | None = None,
    into: Unit | None = None,
) -> Unit:
    """End a unit; what is left in it goes `into` another, its posts end.

    Without `into` it is refused while people, units below or held posts are left
    there: ValidationError says how many. With it, the unit is merged: units below move,
    people belong there in the same way, from the day after the last day on.
    """
    after = dissolved_on + timedelta(days=1)
    if into is not None:
        unit, into = units.both_locked(unit, into)
    units.check_unchanged(unit, version)
    if into is None:
        _check_nobody_left(unit, after)
    else:
        _check_receiver(unit, into)
        _hand_over(unit, into, after, actor=actor, at=at, basis=basis)
        unit = Unit.objects.get(pk=unit.pk)
        version = unit.version
    _close_posts(unit, after, actor=actor, at=at, basis=basis)
    return units.dissolve_unit(
        unit,
        dissolved_on=dissolved_on,
        version=version,
        actor=actor,
        at=at,
        basis=basis,
        approved_by=approved_by,
        merged_into=into,
    )


@transaction.atomic
def dissolve_with_others(
    unit: Unit,
    *,
    others: Sequence[Unit],
    dissolved_on: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str,
    approved_by: Unit | None = None,
    into: Unit | None = None,
) -> None:
    """End a unit and others at the same time: all of them, or none where one cannot be."""
    for ended in (unit, *others):
        now = Unit.objects.get(pk=ended.pk)
        dissolve_with_people(
            now,
            dissolved_on=dissolved_on,
            version=version if ended.pk == unit.pk else now.version,
            actor=actor,
            at=at,
            basis=basis,
            approved_by=approved_by,
            into=into,
        )


@transaction.atomic
def split_unit(
    unit: Unit,
    *,
    name: str,
    short_name: str,
    founded_on: date,
    units_along: Sequence[Unit],
    people_along: Sequence[Person],
    actor: Actor,
    at: datetime,
    basis: str = "",
    approved_by: Unit | None = None,
) -> Unit:
    """Found a unit of the same kind beside this one, with some of its units and people.

    Those who go along belong to the new unit in the ways they belonged to the old one.
    Posts stay where they are; the new unit opens its own.
    """
    made = units.found_split_off(
        unit,
        name=name,
        short_name=short_name,
        founded_on=founded_on,
        actor=actor,
        at=at,
        basis=basis,
        approved_by=approved_by,
    )
    for below in units_along:
        _move(below, made, founded_on, actor=actor, at=at, basis=basis)
    people.hand_over_people(
        unit,
        into=made,
        valid_from=founded_on,
        only=[person.pk for person in people_along],
        actor=actor,
        at=at,
    )
    return made


def _check_receiver(unit: Unit, into: Unit) -> None:
    if into.pk == unit.pk:
        raise ValidationError({"into": _("Choose another unit.")})
    if into.dissolved_on is not None:
        raise ValidationError(
            {
                "into": _("%(name)s ends on %(day)s itself; choose another unit.")
                % {"name": into.name, "day": into.dissolved_on}
            }
        )
    if into.kind != unit.kind:
        raise ValidationError(
            {"into": _("A unit is merged into one of the same kind.")}
        )
    if into.path and unit.path and into.path.startswith(unit.path):
        raise ValidationError(
            {"into": _("Choose a unit that does not stand below this one.")}
        )


def _check_nobody_left(unit: Unit, after: date) -> None:
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=after)
    people_left = Affiliation.objects.filter(later, unit=unit).values("person")
    posts_held = Appointment.objects.filter(later, post__unit=unit)
    counted = people_left.distinct().count(), posts_held.count()
    if any(counted):
        raise ValidationError(
            {
                "into": _(
                    "%(people)s people and %(posts)s held posts are left here: say "
                    "which unit takes them over, or find a place for them first."
                )
                % {"people": counted[0], "posts": counted[1]}
            }
        )


def _hand_over(
    unit: Unit, into: Unit, day: date, *, actor: Actor, at: datetime, basis: str
) -> None:
    below = Placement.objects.filter(parent=unit, valid_to=None).select_related("unit")
    for place in below.order_by("position", "unit"):
        _move(place.unit, into, day, actor=actor, at=at, basis=basis)
    people.hand_over_people(unit, into=into, valid_from=day, actor=actor, at=at)


def _move(
    unit: Unit, parent: Unit, day: date, *, actor: Actor, at: datetime, basis: str
) -> None:
    now = Unit.objects.get(pk=unit.pk)
    units.move_unit(
        now,
        parent=parent,
        valid_from=day,
        version=now.version,
        actor=actor,
        at=at,
        basis=basis,
    )


def _close_posts(
    unit: Unit, day: date, *, actor: Actor, at: datetime, basis: str
) -> None:
    """Whatever is held or there on `day` or later ends."""
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    held = Appointment.objects.filter(later, post__unit=unit)
    for appointment in held.order_by("pk"):
        end_appointment(appointment, ended_on=day, actor=actor, at=at, basis=basis)
    _check_no_later_post(unit, day)
    for post in Post.objects.filter(later, unit=unit).order_by("pk"):
        close_post(post, closed_on=day, actor=actor, at=at)


def _check_no_later_post(unit: Unit, day: date) -> None:
    last = Post.objects.filter(unit=unit, valid_from__gte=day).order_by("-valid_from")
    post = last.first()
    if post is not None:
        raise ValidationError(
            {
                "dissolved_on": _(
                    "A post of this unit begins on %(day)s; choose that day or a later "
                    "one as the last day."
                )
                % {"day": post.valid_from}
            }
        )
