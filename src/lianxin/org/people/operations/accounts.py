"""Giving people the accounts with which they sign in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.accounts import operations as accounts
from lianxin.base.accounts import queries as account_queries
from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import Issued
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries
from lianxin.org.people.events import AccountGiven
from lianxin.org.people.models import Person


@transaction.atomic
def make_accounts(
    wanted: Sequence[tuple[Person, Holder]], *, actor: Actor, at: datetime
) -> list[tuple[Person, Issued]]:
    """Give each of these people an account and a one-time code.

    The sign-in name is the employee number. Whoever has an account by now is left
    out, so that two clerks at once make one account a person.
    """
    locked = _without_account(person.pk for person, _held in wanted)
    made = []
    for person, holder in wanted:
        if person.pk in locked:
            name = _free_name(person.employee_number)
            issued = accounts.open_account(
                username=name, holder=holder, actor=actor, at=at
            )
            attach_account(person, issued.user, holder=holder, actor=actor, at=at)
            made.append((person, issued))
    return made


@transaction.atomic
def attach_account(
    person: Person, user: User, *, holder: Holder, actor: Actor, at: datetime
) -> None:
    """Let `person` sign in with this account; ValidationError if they have one.

    Called within the operation that made the account and judged who may.
    """
    free = Person.objects.filter(pk=person.pk, account=None)
    if not free.update(account=user):
        raise ValidationError(_("This person has an account already."))
    person.account = user
    journal.write(
        AccountGiven(
            subject=queries.ref(person),
            unit=holder.unit,
            actor=actor,
            at=at,
            after={"username": user.username},
        )
    )


def _without_account(ids: Iterable[int]) -> frozenset[int]:
    rows = Person.objects.select_for_update().filter(pk__in=list(ids), account=None)
    return frozenset(rows.order_by("pk").values_list("pk", flat=True))


def _free_name(number: str) -> str:
    """The employee number, or with ``-2`` and so on where that name is taken."""
    plain = number.strip().lower()
    names = [plain, *(f"{plain}-{again}" for again in range(2, 10))]
    taken = account_queries.names_taken(names)
    return next((name for name in names if name not in taken), plain)
