"""What is due for somebody, in a calendar and in a digest, and what they chose."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.remembered import Exists
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.wording import pill
from lianxin.desks.home import queries as home
from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.desks.reminders.models import Digest, Subscription, Wish
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Status
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties import queries as duties
from lianxin.work.goals import queries as goals

ENDED = (Status.STRUCK_OFF, Status.WITHDRAWN)
MOST_GOALS = 200
DIGESTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, in words that name nobody: what kind of thing, and of which unit.

    `mark` is the same each time it is asked for, so that calendars know it again.
    """

    mark: str
    day: date
    title: str
    url: str


def digest_of(secret: str) -> str:
    """What is kept of a secret; it is long and random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def subscription_of(actor: Actor) -> Subscription | None:
    """The actor's own calendar, while its address holds."""
    if actor.person is None:
        return None
    return Subscription.objects.filter(
        person=actor.person.id, ended_at__isnull=True
    ).first()


def all_subscriptions_with(secret: str) -> Subscription | None:
    """The calendar at this address: not withdrawn, of somebody who may still sign in."""
    return (
        Subscription.objects.filter(
            digest=digest_of(secret),
            ended_at__isnull=True,
            person__account__is_active=True,
        )
        .select_related("person")
        .first()
    )


def wish_of(actor: Actor) -> Wish | None:
    """What the actor chose; nothing where they never did."""
    if actor.person is None:
        return None
    return Wish.objects.filter(person=actor.person.id).first()


def digests_of(actor: Actor) -> Sequence[Digest]:
    """The last digests that the actor was shown, newest first."""
    if actor.person is None:
        return ()
    shown = Digest.objects.filter(person=actor.person.id).exclude(lines=[])
    return list(shown.order_by("-day")[:DIGESTS_SHOWN])


def deadlines_of(person: Person, *, today: date) -> Sequence[Deadline]:
    """The last days of what is asked of the units for which somebody acts."""
    found = {
        deadline.mark: deadline
        for actor in all_actors_of(person, today=today)
        for deadline in _deadlines(actor, today=today)
    }
    return sorted(found.values(), key=lambda deadline: (deadline.day, deadline.mark))


def all_actors_of(person: Person, *, today: date) -> Iterator[Actor]:
    """Somebody as acting for each of the posts held today."""
    known = posts.person_of_account(person.account_id or 0, today=today)
    if known is None:
        return
    for appointment in posts.appointments_of(known, today=today):
        yield posts.actor_of(known, chosen=appointment, today=today, action=uuid4())


def _deadlines(actor: Actor, *, today: date) -> Iterator[Deadline]:
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if unit is None or unit.is_restricted:  # a calendar lies on a phone
        return
    path = unit.path or "-"
    if actor.may("records.record", path):
        for line in duties.lines_due(unit, actor=actor, today=today):
            if line.last is not None:
                yield Deadline(
                    line.url.strip("/").replace("/", "-"),
                    line.last,
                    f"{line.title} · {unit.short_name}",
                    line.url,
                )
    if actor.may("goals.report", path):
        going = [status for status in Status if status not in ENDED]
        rows = goals.in_standing(goals.of_own_unit(actor), going, today=today)
        for goal in rows[:MOST_GOALS]:
            day = goals.due_of(goal)
            if day is not None:
                yield Deadline(
                    f"goal-{goal.pk}",
                    day,
                    _("Deadline of a goal · %(unit)s") % {"unit": unit.short_name},
                    address_of("goals:goal", goal.pk),
                )


def lines_for(person: Person, *, today: date) -> Sequence[home.Line]:
    """What the desk shows somebody for each of their posts, each thing once.

    Not what may be kept nowhere: a digest is stored.
    """
    guard = _Guard()
    found = {
        line.url: guard.marked(line, actor=actor)
        for actor in all_actors_of(person, today=today)
        for line in home.lines_of(actor, today=today)
        if not line.is_kept_nowhere
    }
    return list(found.values())


def month_for(person: Person, *, today: date) -> Sequence[home.Line]:
    """What the month asks of the units whose records somebody keeps: duties and goals."""
    guard = _Guard()
    found: dict[str, home.Line] = {}
    for actor in all_actors_of(person, today=today):
        unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
        if unit is not None and actor.may("records.record", unit.path or "-"):
            for line in _month_of(unit, actor=actor, today=today):
                found.setdefault(line.url, guard.marked(line, actor=actor))
    return list(found.values())


class _Guard:
    """Knows of which lines nothing but the day may leave the site by mail."""

    def __init__(self) -> None:
        rows = units.all_units().filter(is_restricted=True)
        named = list(rows.values_list("pk", "name", "short_name"))
        self._units = {pk for pk, _name, _short in named}
        self._names = {n for _pk, *both in named for n in both if n}

    def marked(self, line: home.Line, *, actor: Actor) -> home.Line:
        """The line; one of or for a restricted unit as one that may name somebody."""
        is_own = actor.unit is not None and actor.unit.id in self._units
        words = f"{line.title} {line.where}"
        if is_own or any(name in words for name in self._names):
            return replace(line, names_people=True)
        return line


def _month_of(unit: Unit, *, actor: Actor, today: date) -> Iterator[home.Line]:
    asked = duties.asked_of_unit(unit, year=today.year)
    for line in duties.lines_of_month(asked, month=today, actor=actor, today=today):
        where = f"{line.period} · {unit.short_name}"
        yield home.Line(line.last, line.title, where, line.pill, line.url, act="")
    for goal in duties.goals_of_month(unit, month=today, actor=actor, today=today):
        standing = pill(goals.standing_of(goal, today=today))
        url = address_of("goals:goal", goal.pk)
        yield home.Line(
            goals.due_of(goal), goal.text, unit.short_name, standing, url, act=""
        )


def all_to_remind(*, today: date) -> QuerySet[Wish]:
    """The wishes for which a digest is to be made today and none was made yet."""
    monday = today - timedelta(days=today.weekday())
    made = Digest.objects.filter(person=OuterRef("person"))
    is_told = (
        Q(Exists(made.filter(day=today)))
        | Q(Exists(made.filter(day__gte=monday)), rhythm=Rhythm.WEEK)
        | Q(Exists(made.filter(day__gte=today.replace(day=1))), rhythm=Rhythm.MONTH)
    )
    return (
        Wish.objects.filter(way__in=[Way.SITE, Way.MAIL])
        .filter(person__account__is_active=True)
        .exclude(is_told)
        .select_related("person__account")
        .order_by("pk")
    )
