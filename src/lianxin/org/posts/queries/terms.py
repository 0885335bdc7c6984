"""Terms of office: when each committee was elected, and when the next election is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import pgettext

from lianxin.base.remembered import Subquery
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.values import Edition, Rule, Span
from lianxin.org.posts.models import Term
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import visible_to, within

REMINDER = "election_reminder"
SHIFT = "election_shift"


def term_rule(kind: str) -> Rule | None:
    """The rule that says how long a term is in units of this kind; None for none."""
    for rule in rulebook.rules_by_chapter()["terms"]:
        if kind in rule.units and isinstance(rule.editions[-1].value, Span):
            return rule
    return None


def kinds_with_terms() -> Sequence[str]:
    """The kinds of unit whose committee, or secretary, is elected for a term."""
    return [kind for kind in rulebook.unit_kinds() if term_rule(kind)]


def edition_of_term(kind: str, *, on: date) -> Edition | None:
    """The rule's length of a term in force on a day, with its source."""
    rule = term_rule(kind)
    return rule.on(on) if rule else None


def end_by_rule(kind: str, elected_on: date) -> date | None:
    """The last day of a term that began then, as the rule has it; None for no rule."""
    edition = edition_of_term(kind, on=elected_on)
    if edition is None or not isinstance(edition.value, Span):
        return None
    return edition.value.from_day(elected_on)


def put_off_until(term: Term) -> date | None:
    """The day until which the rule lets the election be put off; None for no rule."""
    edition = rulebook.value(SHIFT, on=term.due_first)
    value = edition.value if edition else None
    return value.from_day(term.due_first) if isinstance(value, Span) else None


def reminded_from(ends_on: date) -> date:
    """From which day on the end of a term is brought to mind, as the rule has it."""
    edition = rulebook.value(REMINDER, on=ends_on)
    value = edition.value if edition else None
    return value.from_day(ends_on) if isinstance(value, Span) else ends_on


def last_day_to_remind(today: date) -> date:
    """Terms that end by this day are brought to mind `today`."""
    edition = rulebook.value(REMINDER, on=today)
    value = edition.value if edition else None
    if not isinstance(value, Span):
        return today
    ahead = Span(value.years, value.months, value.days)
    return ahead.from_day(today)


def visible_with_terms(actor: Actor) -> QuerySet[Unit]:
    """The units with terms that `actor` may see, each with its latest term if any.

    `term_elected_on`, `term_ends_on`; those never noted come first, then the soonest.
    """
    latest = Term.objects.filter(unit=OuterRef("pk"), is_latest=True)
    return (
        visible_to(actor)
        .filter(kind__in=kinds_with_terms())
        .annotate(
            term_elected_on=Subquery(latest.values("elected_on")[:1]),
            term_ends_on=Subquery(latest.values("ends_on")[:1]),
            term_due_first=Subquery(latest.values("due_first")[:1]),
            term_basis=Subquery(latest.values("basis")[:1]),
        )
    )


def with_election_to_prepare(rows: QuerySet[Unit], *, today: date) -> QuerySet[Unit]:
    """Of these units those whose term ends soon, has ended, or was never noted."""
    late = Term.objects.filter(is_latest=True, ends_on__gt=last_day_to_remind(today))
    return rows.exclude(pk__in=late.values("unit"))


def terms_of(unit: Unit) -> QuerySet[Term]:
    """The terms of a unit, the latest first."""
    return (
        Term.objects.filter(unit=unit)
        .select_related("approved_by")
        .order_by("-elected_on")
    )


def term_visible_to(actor: Actor, pk: int) -> Term:
    """One term; NotVisible where `actor` may not see its unit."""
    seen = within(actor.scope("units.see"), column="unit__path")
    found = Term.objects.filter(seen, pk=pk).select_related("unit").first()
    if found is None:
        raise NotVisible
    return found


def tone_of(ends_on: date | None, *, today: date) -> Tone:
    """How a term stands: as it should, soon to be renewed, past its end, never noted."""
    if ends_on is None:
        return Tone.NOT_APPLICABLE
    if ends_on < today:
        return Tone.LATE
    return Tone.SOON if reminded_from(ends_on) <= today else Tone.OPEN


def pill_of_term(ends_on: date | None, today: date) -> Pill:
    """How a term stands, as a word with its icon and colour."""
    tone = tone_of(ends_on, today=today)
    words = {
        Tone.LATE: pgettext("term of office", "Overdue"),
        Tone.SOON: pgettext("term of office", "To be prepared"),
        Tone.OPEN: pgettext("term of office", "In term"),
    }
    return Pill(words.get(tone, pgettext("term of office", "Not noted")), tone)


@dataclass(frozen=True, slots=True)
class ElectionDue:
    """An election to prepare: of which unit, and the last day of its term."""

    unit: Unit
    ends_on: date


def elections_to_prepare(actor: Actor, *, today: date) -> Sequence[ElectionDue]:
    """The elections of which `actor` is reminded: own unit's, and a clerk's below.

    At most fifty, the soonest first.
    """
    if actor.post is None or actor.unit is None:
        return []
    there = Q(unit=actor.unit.id)
    scope = actor.scope("posts.edit")
    if scope and not scope.everywhere:
        there |= within(scope, column="unit__path")
    elif not _leads(actor):
        return []
    rows = Term.objects.filter(
        there,
        is_latest=True,
        ends_on__lte=last_day_to_remind(today),
        unit__path__isnull=False,
    ).select_related("unit")
    return [ElectionDue(r.unit, r.ends_on) for r in rows.order_by("ends_on", "pk")[:50]]


def _leads(actor: Actor) -> bool:
    kinds = rulebook.post_kinds()
    return any(label in kinds and kinds[label].seat for label in actor.labels)
