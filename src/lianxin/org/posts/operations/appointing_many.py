"""Letting many people hold posts at once, from a table, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.accounts import operations as accounts
from lianxin.base.imports.queries import who_refers_to
from lianxin.base.journal import operations as journal
from lianxin.base.journal import queries as entries
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.models import Person
from lianxin.org.posts import policy
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.events import AppointmentsWithdrawn, PeopleAppointed
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.queries.seats import Seat, Seats
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """Somebody is to hold a post of a kind in a unit, until a day (exclusive) if given."""

    unit: Unit
    kind: str
    person: Person
    valid_from: date
    valid_to: date | None = None
    manner: str = Manner.REGULAR
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Appointed:
    """The numbers of what `appoint_many` made."""

    appointments: Sequence[int]
    posts: Sequence[int]


@transaction.atomic
def appoint_many(
    rows: Sequence[NewAppointment], *, actor: Actor, at: datetime
) -> Appointed:
    """Let all these people hold posts, or none; posts that units lack are opened.

    Raises Refused where the actor may not decide on one of the posts, and
    ValidationError where a post is held by somebody else then. The journal has one
    entry for each unit.
    """
    concerned = {row.unit.pk: row.unit for row in rows}
    for unit, kind in {(row.unit.pk, row.kind) for row in rows}:
        policy.may_appoint(concerned[unit], kind, actor=actor).or_raise()
    locked = Unit.objects.select_for_update().filter(pk__in=concerned)
    _check_last(list(locked.order_by("pk")))
    seats = Seats()
    seats.read(concerned.values())
    pairs = [(row, _seat_of(row, seats)) for row in rows]
    opened = _opened([seat for _row, seat in pairs])
    made = Appointment.objects.bulk_create(
        [
            Appointment(
                post=seat.post,
                person=row.person,
                manner=row.manner,
                basis=row.basis,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row, seat in pairs
        ],
        batch_size=AT_ONCE,
    )
    _tell(rows, made, actor=actor, at=at)
    return Appointed([row.pk for row in made], [post.pk for post in opened])


def _check_last(concerned: Sequence[Unit]) -> None:
    """ValidationError where the end of one of them is noted: no post outlasts its unit."""
    for unit in concerned:
        if unit.dissolved_on is not None:
            raise ValidationError(
                _("%(name)s ends on %(day)s itself; choose another unit.")
                % {"name": unit.name, "day": unit.dissolved_on}
            )


def _seat_of(row: NewAppointment, seats: Seats) -> Seat:
    if row.valid_from < row.unit.founded_on:
        raise ValidationError(_("The unit was founded later than this day."))
    found = seats.take(row.person, row.unit, row.kind, (row.valid_from, row.valid_to))
    if isinstance(found, Seat):
        return found
    if found is None:
        raise ValidationError(_("The unit does not have this post all that time."))
    raise ValidationError(
        _("%(name)s holds this post then; end that first.")
        % {"name": found.person.name}
    )


def _opened(seats: Sequence[Seat]) -> Sequence[Post]:
    """The posts that are not there yet are opened, and put on their seats."""
    new = list({id(seat): seat for seat in seats if seat.post is None}.values())
    posts = Post.objects.bulk_create(
        [
            Post(
                unit=seat.unit,
                kind=seat.kind,
                number=seat.number,
                valid_from=seat.valid_from,
            )
            for seat in new
        ],
        batch_size=AT_ONCE,
    )
    for seat, post in zip(new, posts, strict=True):
        seat.post = post
    return posts


def _tell(
    rows: Sequence[NewAppointment],
    made: Sequence[Appointment],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    by_unit: dict[int, list[Appointment]] = {}
    for row, appointment in zip(rows, made, strict=True):
        by_unit.setdefault(row.unit.pk, []).append(appointment)
    for unit, held in by_unit.items():
        journal.write(
            PeopleAppointed(
                subject=Ref("posts.appointment", held[0].pk),
                unit=Ref("units.unit", unit),
                actor=actor,
                at=at,
                after={"people": len(held)},
            )
        )


@transaction.atomic
def withdraw_appointments(made: Appointed, *, actor: Actor, at: datetime) -> None:
    """Strike out appointments that were made from a table, and the posts opened for them.

    Raises ValidationError where one was changed since, somebody has acted for the post,
    or a post opened for them is held by somebody else; Refused where the actor may not
    decide on one of the posts.
    """
    held = list(
        Appointment.objects.select_for_update(of=("self",))
        .filter(pk__in=made.appointments)
        .select_related("post__unit", "person")
    )
    for kind, unit in {(row.post.kind, row.post.unit) for row in held}:
        policy.may_appoint(unit, kind, actor=actor).or_raise()
    _check_untouched(made, number=len(held))
    Appointment.objects.filter(pk__in=made.appointments).delete()
    Post.objects.filter(pk__in=made.posts).delete()
    for account in {r.person.account_id for r in held if r.person.account_id}:
        accounts.close_sessions(account)
    by_unit: dict[int, list[Appointment]] = {}
    for row in held:
        by_unit.setdefault(row.post.unit_id, []).append(row)
    for rows in by_unit.values():
        journal.write(
            AppointmentsWithdrawn(
                subject=Ref("posts.appointment", rows[0].pk),
                unit=units.ref(rows[0].post.unit),
                actor=actor,
                at=at,
                before={"people": len(rows)},
            )
        )


def _check_untouched(made: Appointed, *, number: int) -> None:
    """Nothing happened to these appointments and posts, and nobody used them."""
    changed = (
        number != len(made.appointments)
        or entries.tells_of(
            "posts.appointment", made.appointments, but=(PeopleAppointed.code,)
        )
        or entries.tells_of("posts.post", made.posts, but=())
    )
    if changed:
        raise ValidationError(
            _("One of these appointments was changed since; nothing was taken back.")
        )
    others = Appointment.objects.filter(post__in=made.posts)
    if (
        others.exclude(pk__in=made.appointments).exists()
        or who_refers_to(Appointment, made.appointments, but=()) is not None
        or who_refers_to(Post, made.posts, but=(Appointment,)) is not None
        or entries.acted_for(made.appointments)
    ):
        raise ValidationError(
            _(
                "Somebody has acted for one of these posts, or the post has other "
                "holders; nothing was taken back."
            )
        )
