"""Closing the accounts of those who have left, and the sessions of former holders."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef

from lianxin.base.accounts import operations as accounts
from lianxin.base.journal import operations as journal
from lianxin.base.journal import queries as entries
from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.events import AppointmentEnded, SessionsEnded
from lianxin.org.posts.models import Appointment
from lianxin.org.units import queries as units


@transaction.atomic
def close_accounts_of_leavers(*, today: date, actor: Actor, at: datetime) -> int:
    """Close every open account of somebody whose last day is past; how many.

    But of whoever holds a post still, as the secretary of a branch of pensioners.
    """
    held = Appointment.objects.filter(in_force(today), person=OuterRef("pk"))
    gone = Person.objects.filter(
        ~Exists(held), left_on__lt=today, account__is_active=True
    )
    numbers = [pk for pk in gone.order_by("pk").values_list("account", flat=True) if pk]
    for number in numbers:
        accounts.close_for_leaver(number, unit=None, actor=actor, at=at)
    return len(numbers)


@transaction.atomic
def end_sessions_of_the_day(*, today: date, actor: Actor, at: datetime) -> int:
    """Close the sessions of those whose post ends today, as was noted earlier; how many.

    Once for each end: the journal's last word of the appointment is then that they
    were closed. An end that is noted on its own day closes them at once.
    """
    ended = list(
        Appointment.objects.select_for_update(of=("self",))
        .filter(valid_to=today, person__account__is_active=True)
        .select_related("post__unit", "person")
        .order_by("pk")
    )
    codes = (AppointmentEnded.code, SessionsEnded.code)
    told = entries.last_told("posts.appointment", [row.pk for row in ended], codes)
    due = [
        row
        for row in ended
        if (last := told.get(row.pk)) is not None
        and last.code == AppointmentEnded.code
        and day_of(last.at) < today
    ]
    numbers = {row.person.account_id for row in due if row.person.account_id}
    for number in sorted(numbers):
        accounts.close_sessions(number)
    for row in due:
        journal.write(
            SessionsEnded(
                subject=Ref("posts.appointment", row.pk),
                unit=units.ref(row.post.unit),
                actor=actor,
                at=at,
            )
        )
    return len(numbers)
