"""The one place where views, tasks and commands read the clock."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, aware, in UTC."""
    return timezone.now()  # noqa: TID251 -- the one place where the clock is read


def today() -> date:
    """This day in Asia/Shanghai."""
    return timezone.localdate()  # noqa: TID251 -- the one place where the clock is read
