"""The first things of an installation: root unit, administrator, account."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from lianxin.base.accounts import operations as accounts
from lianxin.base.accounts.operations import Issued
from lianxin.base.accounts.policy import Holder
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Grant, Reach
from lianxin.org.people import operations as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.operations import Place
from lianxin.org.posts import operations as posts
from lianxin.org.units import operations as units
from lianxin.org.units import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What `lianxin init` is told."""

    committee: str
    short_name: str
    founded_on: date
    person: str
    employee_number: str
    username: str


@transaction.atomic
def begin(told: Beginning, *, today: date, at: datetime) -> Issued:
    """Found the root, enter the administrator, appoint and give an account.

    Raises ValidationError where there is a root already or a value is not possible.
    The command itself acts, and the journal says so.
    """
    actor = Actor(
        name="lianxin init",
        action=uuid4(),
        job="site.init",
        grants=tuple(
            Grant(power, Reach.ALL, "")
            for power, _ in rulebook.post_kinds()["administrator"].powers
        ),
    )
    root = units.found_unit(
        kind="committee",
        name=told.committee,
        short_name=told.short_name or told.committee,
        parent=None,
        founded_on=told.founded_on,
        actor=actor,
        at=at,
    )
    person = people.add_person(
        name=told.person,
        employee_number=told.employee_number,
        places=[Place(root, Belonging.STAFF, today)],
        actor=actor,
        at=at,
    )
    post = posts.open_post(
        unit=root, kind="administrator", valid_from=today, actor=actor, at=at
    )
    posts.appoint(post=post, person=person, valid_from=today, actor=actor, at=at)
    path = (root.path or "",)
    holder = Holder(
        account=None,
        unit=queries.ref(root),
        belongs=path,
        serves=path,
        administers=True,
    )
    issued = accounts.open_account(
        username=told.username, holder=holder, actor=actor, at=at
    )
    people.attach_account(person, issued.user, holder=holder, actor=actor, at=at)
    return issued
