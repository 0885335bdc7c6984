"""Whose accounts an actor manages, and how the installation does."""

import platform
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from typing import TypeVar

import django
from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lianxin.base.accounts import policy as account_policy
from lianxin.base.accounts.policy import Holder
from lianxin.base.accounts.queries import has_second_factor
from lianxin.base.log import queries as log
from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.administration import policy
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units.queries import within

Row = TypeVar("Row", Affiliation, Appointment)


@dataclass(frozen=True, slots=True)
class Managed:
    """A person as the pages about accounts show them."""

    person: Person
    holder: Holder
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What runs here."""

    lianxin: str
    django: str
    python: str
    database: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the installation does at this moment; sizes in bytes."""

    versions: Versions
    database_size: int
    disk_free: int
    disk_total: int
    sealed_at: datetime | None
    sealed_entries: int
    unsealed_entries: int
    jobs_waiting: int
    jobs_failed: int


def people_to_manage(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The people of the units whose accounts `actor` manages, by name in pinyin.

    Of those who have left, whoever holds a post still, as in a branch of pensioners.
    """
    policy.may_see_accounts(actor).or_raise()
    scope = within(actor.scope("accounts.manage"), column="unit__path")
    there = Affiliation.objects.filter(
        in_force(today), scope, person=OuterRef("pk"), unit__path__isnull=False
    )
    held = Appointment.objects.filter(in_force(today), person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(there), Q(left_on=None) | Exists(held))
    return rows.select_related("account").order_by("pinyin", "pk")


def person_to_manage(actor: Actor, pk: int, *, today: date) -> Managed:
    """One of these people; NotVisible where `actor` does not manage the account."""
    person = people_to_manage(actor, today=today).filter(pk=pk).first()
    if person is None:
        raise NotVisible
    return managed([person], today=today)[0]


def managed(people: Sequence[Person], *, today: date) -> list[Managed]:
    """These people with what the policy must know, in a constant number of queries."""
    ids = [person.pk for person in people]
    places = _grouped(
        Affiliation.objects.filter(in_force(today), person__in=ids)
        .filter(unit__path__isnull=False)
        .select_related("unit")
        .order_by("pk")
    )
    posts = _grouped(
        Appointment.objects.filter(in_force(today), person__in=ids)
        .filter(post__unit__path__isnull=False)
        .select_related("post__unit")
        .order_by("pk")
    )
    return [
        _managed(person, places.get(person.pk, []), posts.get(person.pk, []))
        for person in people
    ]


def without_account(
    rows: QuerySet[Person], *, actor: Actor, today: date, most: int
) -> list[Managed]:
    """Of the first `most` of these people without account those whom `actor` may
    give one."""
    found = managed(list(rows.filter(account=None)[:most]), today=today)
    return [m for m in found if account_policy.may_manage(m.holder, actor=actor)]


def how_many_more(rows: QuerySet[Person], shown: Sequence[Managed]) -> int:
    """How many of these people would still be without account after those shown."""
    known = [found.person.pk for found in shown]
    return rows.filter(account=None).exclude(pk__in=known).count()


def guarded(person: Person) -> bool:
    """Whether the person's account has a second factor."""
    return person.account is not None and has_second_factor(person.account)


def state(actor: Actor) -> State:
    """How the installation does, for a system administrator."""
    policy.may_administer(actor).or_raise()
    disk = shutil.disk_usage(settings.DATA if settings.DATA.exists() else "/")
    seal = log.last_seal()
    return State(
        versions=Versions(
            lianxin=version("lianxin"),
            django=django.get_version(),
            python=platform.python_version(),
            database=_database(),
        ),
        database_size=_database_size(),
        disk_free=disk.free,
        disk_total=disk.total,
        sealed_at=seal.sealed_at if seal else None,
        sealed_entries=seal.size if seal else 0,
        unsealed_entries=log.unsealed().count(),
        jobs_waiting=_jobs(TaskResultStatus.READY),
        jobs_failed=_jobs(TaskResultStatus.FAILED),
    )


def _managed(
    person: Person, places: list[Affiliation], posts: list[Appointment]
) -> Managed:
    kinds = rulebook.post_kinds()
    staff = [row for row in places if row.belonging == Belonging.STAFF] or places
    unit = staff[0].unit if staff else None
    powers = {
        power
        for row in posts
        if row.post.kind in kinds
        for power, _reach in kinds[row.post.kind].powers
    }
    account = person.account_id
    holder = Holder(
        account=Ref("accounts.user", account) if account else None,
        unit=Ref("units.unit", unit.pk) if unit else None,
        belongs=tuple(row.unit.path or "" for row in places),
        serves=tuple(row.post.unit.path or "" for row in posts),
        administers="system.administer" in powers,
    )
    return Managed(person, holder, unit.short_name if unit else "")


def _grouped(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _jobs(status: TaskResultStatus) -> int:
    return int(DBTaskResult.objects.filter(status=status).count())


def _database() -> str:
    if connection.vendor == "sqlite":
        found = ".".join(str(n) for n in connection.get_database_version())
        return f"SQLite {found}"
    return f"PostgreSQL {'.'.join(str(n) for n in connection.get_database_version())}"


def _database_size() -> int:
    pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    whole = "SELECT pg_database_size(current_database())"
    with connection.cursor() as cursor:
        cursor.execute(pages if connection.vendor == "sqlite" else whole)
        return int(cursor.fetchone()[0])
