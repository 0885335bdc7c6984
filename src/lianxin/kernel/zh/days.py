"""The day in China, where every date of the organisation is meant."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def day_of(at: datetime) -> date:
    """The day in Asia/Shanghai at an aware instant; China has no summer time."""
    return at.astimezone(CHINA).date()
