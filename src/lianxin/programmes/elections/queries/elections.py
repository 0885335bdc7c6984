"""Which elections there are, as far as the actor may see them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import pgettext

from lianxin.base.ui.wording import Pill
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.verdict import Tone
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.enums import REPORT
from lianxin.programmes.elections.models import Election, Step


def ref(election: Election) -> Ref:
    """The reference of an election."""
    return Ref("elections.election", election.pk)


def visible_to(actor: Actor) -> QuerySet[Election]:
    """Elections of the units whose records one sees, newest first."""
    rows = Election.objects.select_related(
        "unit", "begun_by", "vote__result", "conclusion__term"
    ).prefetch_related("steps")
    scope = actor.scope("records.see")
    seen = Q() if scope.is_unlimited else units.within(scope, column="unit__path")
    return rows.filter(seen).order_by("-pk")


def election_visible_to(actor: Actor, pk: int) -> Election:
    """One election; NotVisible where `actor` may not see it."""
    rows = visible_to(actor).prefetch_related(
        "steps__formers__corrected_by", "office_votes__vote__result"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def awaiting_appointment(actor: Actor) -> QuerySet[Step]:
    """Reports of results whose elected `actor` appoints, the oldest first.

    The report is the last step before: what is left is to let them hold their posts.
    """
    scope = actor.scope("posts.edit")
    if actor.person is None or not scope:
        return Step.objects.none()
    seen = Q()
    if not scope.is_unlimited:
        seen = units.within(scope, column="election__unit__path")
    rows = Step.objects.filter(seen, code=REPORT, election__conclusion__isnull=True)
    return rows.select_related("election__unit").order_by("taken_on", "pk")


def election_of(actor: Actor, poll: Poll) -> Election | None:
    """The election that this poll, or the one it repeats, is a vote of."""
    first = poll
    while first.follows is not None:
        first = first.follows
    of_office = Q(office_votes__vote=first)
    return visible_to(actor).filter(Q(vote=first) | of_office).first()


def pill_of(election: Election) -> Pill:
    """Whether the election is under way or concluded."""
    if hasattr(election, "conclusion"):
        return Pill(pgettext("an election", "Concluded"), Tone.DONE)
    return Pill(pgettext("an election", "Under way"), Tone.OPEN)


def attach_elections(rows: Sequence[Unit], *, actor: Actor) -> None:
    """Put on each unit ``election``, the latest that `actor` sees, in few queries."""
    latest: dict[int, Election] = {}
    for election in visible_to(actor).filter(unit__in=rows).order_by("pk"):
        latest[election.unit_id] = election
    for unit in rows:
        unit.election = latest.get(unit.pk)  # type: ignore[attr-defined]  # annotated by the query


def days_of_steps(election: Election) -> Mapping[str, date]:
    """On which day each step that was taken was taken; the vote is the meeting's."""
    return {step.code: step.taken_on for step in election.steps.all()}
