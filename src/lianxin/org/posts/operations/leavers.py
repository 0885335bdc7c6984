"""Closing the accounts of those who have left."""

from datetime import date, datetime

from django.db import transaction

from lianxin.base.accounts import operations as accounts
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person


@transaction.atomic
def close_accounts_of_leavers(*, today: date, actor: Actor, at: datetime) -> int:
    """Close every open account of somebody whose last day is past; how many."""
    gone = Person.objects.filter(left_on__lt=today, account__is_active=True)
    numbers = [pk for pk in gone.order_by("pk").values_list("account", flat=True) if pk]
    for number in numbers:
        accounts.close_for_leaver(number, unit=None, actor=actor, at=at)
    return len(numbers)
