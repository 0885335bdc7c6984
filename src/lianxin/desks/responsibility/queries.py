"""Who answers for what in a unit, from what is entered elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.wording import bracketed
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.duties import Exempt
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit
from lianxin.work.duties import queries as duties
from lianxin.work.goals import queries as goals
from lianxin.work.guidance import queries as guidance
from lianxin.work.guidance.models import Task

# A new unit answers for what its first period does not yet ask; these never do.
_NEVER_ITS_OWN = (Exempt.ENDED, Exempt.NO_POST)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to answer for: what, on what basis, by when or how often."""

    what: str
    basis: str
    when: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit as a whole, or one of its posts with its holders, answers for."""

    who: str
    holders: Sequence[str]
    lines: Sequence[Line]
    url: str = ""


def list_of(unit: Unit, *, actor: Actor, today: date) -> Sequence[Part]:
    """What the unit answers for, then each of its posts in the rulebook's order.

    A post has its fields of responsibility and the rows of issued plans whose
    responsible leader it is, as far as `actor` sees the plans. As many queries for any
    number of posts, duties and goals.
    """
    kept = posts.posts_of_unit(unit, today=today, actor=actor)
    led: dict[int, list[Task]] = {}
    for task in guidance.rows_led_by([post.pk for post in kept], actor=actor):
        led.setdefault(task.leader_id or 0, []).append(task)
    whole = [*_duties(unit, today), *_goals(unit, actor, today)]
    return [
        Part(_("The whole unit"), (), whole),
        *(_of_post(post, led.get(post.pk, ())) for post in kept),
    ]


def _duties(unit: Unit, today: date) -> Iterator[Line]:
    """What rules and units above ask in the periods that run today."""
    asked = duties.asked_of_unit(unit, year=today.year)
    for slot, following in asked.slots:
        over = slot.first > today or (
            following is not None and following.first <= today
        )
        if over or slot.until < today or slot.exempt in _NEVER_ITS_OWN:
            continue
        source = slot.edition.source
        yield Line(
            duties.title_of(slot.duty),
            source.cite(get_language() or "") if source else slot.duty.asker_name,
            str(duties.EACH[slot.edition.each]),
            address_of("duties:unit", unit.pk),
        )


def _goals(unit: Unit, actor: Actor, today: date) -> Iterator[Line]:
    for line in goals.sheet_of(unit, actor=actor, today=today):
        due = goals.due_of(line.goal)
        yield Line(
            line.goal.text,
            line.source,
            due.isoformat() if due else str(line.goal.get_due_kind_display()),
            address_of("goals:goal", line.goal.pk),
        )


def _of_post(post: Post, led: Iterable[Task]) -> Part:
    held: Iterable[Appointment] = post.holders_today  # type: ignore[attr-defined]  # annotated by the query
    charges = [
        Line(
            " · ".join([c.field, *([c.unit.short_name] if c.unit else [])]),
            _("Division of work"),
            _("since %(day)s") % {"day": c.valid_from.isoformat()},
        )
        for c in post.charges_today  # type: ignore[attr-defined]  # annotated by the query
    ]
    rows = [
        Line(
            task.text,
            task.plan.title,
            guidance.due_in_words(task.due_kind, task.due_on, task.due_event),
            address_of("guidance:plan", task.plan_id),
        )
        for task in led
    ]
    return Part(
        posts.title_in_unit(post),
        [_holder(row) for row in held],
        [*charges, *rows],
        address_of("posts:post", post.pk),
    )


def _holder(row: Appointment) -> str:
    if row.manner == "regular":
        return row.person.name
    return bracketed(row.person.name, row.get_manner_display())
