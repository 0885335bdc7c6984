"""Digests are made in the morning, and forgotten when they are old."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation
from django_tasks import task

from lianxin.base.ui import clock
from lianxin.desks.reminders import exports, operations, queries
from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.desks.reminders.models import Wish

BEGINS_AT_HOUR = 7
MOST_AT_ONCE = 200  # other jobs wait no longer than these take
KEPT_DAYS = 60


@task()
def tell() -> int:
    """Every minute from seven on: make the digests of the day. How many were told.

    A digest is claimed before it is told: whoever dies in between tells nobody twice.
    Where the mail server cannot be reached, nothing is claimed.
    """
    at, today = clock.now(), clock.today()
    if timezone.localtime(at).hour < BEGINS_AT_HOUR:
        return 0
    wishes = queries.all_to_remind(today=today)
    told = [
        _tell(wish, None, at=at) for wish in wishes.filter(way=Way.SITE)[:MOST_AT_ONCE]
    ]
    by_mail = wishes.filter(way=Way.MAIL)[:MOST_AT_ONCE] if settings.EMAIL_HOST else ()
    if by_mail:
        with get_connection() as connection:
            told += [_tell(wish, connection, at=at) for wish in by_mail]
    return sum(told)


def _tell(wish: Wish, connection: BaseEmailBackend | None, *, at: datetime) -> bool:
    """Tell one person, where anything is due and nobody did so before."""
    account = wish.person.account
    with translation.override(wish.language or settings.LANGUAGE_CODE):
        digest = operations.claim_day(wish.person, today=clock.today(), at=at)
        read = queries.month_for if wish.rhythm == Rhythm.MONTH else queries.lines_for
        lines = read(wish.person, today=clock.today())
        if digest is None or not lines or account is None:
            return False
        if connection is None:
            operations.keep_lines(digest, exports.kept(lines))
        else:
            EmailMessage(
                subject=exports.subject(lines),
                body=exports.body(lines, site=site()),
                to=[account.email],
                connection=connection,
            ).send()
    return True


def site() -> str:
    """The address of the site, where one name is set for it."""
    hosts = settings.ALLOWED_HOSTS
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return "" if hosts[0] in ("*", "127.0.0.1") else f"{scheme}://{hosts[0]}"


@task()
def forget() -> int:
    """Every day: forget the digests of long ago; how many."""
    return operations.forget_digests(before=clock.today() - timedelta(days=KEPT_DAYS))
