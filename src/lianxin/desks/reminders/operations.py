"""Choosing how to be reminded, and reminding."""

import secrets
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.accounts import operations as accounts
from lianxin.base.journal import operations as journal
from lianxin.desks.reminders import queries
from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.desks.reminders.events import (
    CalendarClosed,
    CalendarOpened,
    WishChanged,
)
from lianxin.desks.reminders.models import Digest, Subscription, Wish
from lianxin.kernel.actor import Actor, Denied, Ref
from lianxin.org.people.models import Person
from lianxin.org.people.queries import person_of

BYTES_OF_A_SECRET = 32


@transaction.atomic
def open_calendar(*, actor: Actor, at: datetime) -> str:
    """Make the actor's secret address; a former one ends. The secret is not kept."""
    person = _self(actor)
    _end(person, at=at)
    secret = secrets.token_urlsafe(BYTES_OF_A_SECRET)
    Subscription.objects.create(
        person=person,
        digest=queries.digest_of(secret),
        language=get_language() or "",
        made_at=at,
    )
    journal.write(
        CalendarOpened(subject=_ref(person), unit=actor.unit, actor=actor, at=at)
    )
    return secret


@transaction.atomic
def close_calendar(*, actor: Actor, at: datetime) -> bool:
    """Let nobody read the actor's calendar any more; whether there was one."""
    person = _self(actor)
    if not _end(person, at=at):
        return False
    journal.write(
        CalendarClosed(subject=_ref(person), unit=actor.unit, actor=actor, at=at)
    )
    return True


@transaction.atomic
def choose_reminders(
    *, way: Way, rhythm: Rhythm, email: str = "", actor: Actor, at: datetime
) -> Wish:
    """Keep where and how often the actor wants a digest, and to which mail address.

    Raises ValidationError for mail without an address.
    """
    person = _self(actor)
    if way is Way.MAIL and not email:
        raise ValidationError({"email": _("Say to which address the mail goes.")})
    if way is Way.MAIL and person.account and person.account.email != email:
        accounts.change_address(person.account, email, actor=actor, at=at)
    wish, _is_new = Wish.objects.update_or_create(
        person=person,
        defaults={
            "way": way,
            "rhythm": rhythm,
            "language": get_language() or "",
            "changed_at": at,
        },
    )
    journal.write(
        WishChanged(subject=_ref(person), unit=actor.unit, actor=actor, at=at)
    )
    return wish


@transaction.atomic
def claim_day(person: Person, *, today: date, at: datetime) -> Digest | None:
    """Note that somebody is told today; None where somebody else noted it before."""
    digest, is_mine = Digest.objects.get_or_create(
        person=person, day=today, defaults={"made_at": at}
    )
    return digest if is_mine else None


def keep_lines(digest: Digest, lines: list[dict[str, str]]) -> None:
    """What the digest says, for the page on which it is shown."""
    digest.lines = lines
    digest.save(update_fields=["lines"])


def forget_digests(*, before: date) -> int:
    """Digests are no record: what was told long ago is forgotten. How many."""
    number, _by_table = Digest.objects.filter(day__lt=before).delete()
    return number


def _self(actor: Actor) -> Person:
    if actor.person is None:
        Denied(_("Only a person can be reminded.")).or_raise()
    return person_of(actor)


def _ref(person: Person) -> Ref:
    return Ref("people.person", person.pk)


def _end(person: Person, *, at: datetime) -> bool:
    open_ones = Subscription.objects.filter(person=person, ended_at__isnull=True)
    return bool(open_ones.update(ended_at=at))
