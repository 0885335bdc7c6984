"""Digests are made in the morning, and forgotten when they are old."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django_tasks import task

from lianxin.base.ui import clock
from lianxin.desks.home.queries import Line
from lianxin.desks.reminders import exports, operations, queries
from lianxin.desks.reminders.enums import Way
from lianxin.desks.reminders.models import Digest

BEGINS_AT_HOUR = 7
MOST_AT_ONCE = 500
KEPT_DAYS = 60


@task()
def tell() -> int:
    """Every quarter of an hour from seven on: make the digests of the day. How many.

    A digest is claimed before it is told: a worker that dies in between tells nobody
    twice. Only a mail server that cannot be reached frees the day again.
    """
    at, today = clock.now(), clock.today()
    if timezone.localtime(at).hour < BEGINS_AT_HOUR:
        return 0
    wishes = queries.all_to_remind(today=today)
    if not settings.EMAIL_HOST:
        wishes = wishes.exclude(way=Way.MAIL)
    told = 0
    for wish in wishes[:MOST_AT_ONCE]:
        with translation.override(wish.language or settings.LANGUAGE_CODE):
            digest = operations.claim_day(wish.person, today=today, at=at)
            lines = queries.lines_for(wish.person, today=today)
            if digest is None or not lines:
                continue
            if wish.way == Way.SITE:
                operations.keep_lines(digest, exports.kept(lines))
            elif wish.person.account is not None:
                _send(wish.person.account.email, lines, digest)
        told += 1
    return told


def _send(address: str, lines: Sequence[Line], digest: Digest) -> None:
    message = EmailMessage(
        subject=exports.subject(lines),
        body=exports.body(lines, site=site()),
        to=[address],
    )
    try:
        message.send()
    except ConnectionError:
        operations.release_day(digest)
        raise


def site() -> str:
    """The address of the site, where one name is set for it."""
    hosts = settings.ALLOWED_HOSTS
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return "" if hosts[0] in ("*", "127.0.0.1") else f"{scheme}://{hosts[0]}"


@task()
def forget() -> int:
    """Every day: forget the digests of long ago; how many."""
    return operations.forget_digests(before=clock.today() - timedelta(days=KEPT_DAYS))
