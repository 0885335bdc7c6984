"""Reading elections: how far each has come, and who was elected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.counting import AGAIN, Ending
from lianxin.kernel.rules.verdict import Tone
from lianxin.kernel.zh.strokes import by_strokes
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.models import Election, FormerStep, Step

VOTE, REPORT = "vote", "report"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the page shows it; `tone` says whether it is done or is next."""

    code: str
    title: str
    tone: Tone
    taken_on: date | None
    words: str
    is_next: bool
    formers: Sequence[FormerStep] = ()


@dataclass(frozen=True, slots=True)
class Nameless:
    """An elected name that voters wrote in, and who may be meant by it.

    `namesake` is the only one of these who is called so; None where none or several are.
    """

    item: Item
    people: QuerySet[Person]
    namesake: Person | None


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
    rows = visible_to(actor).prefetch_related("steps__formers__corrected_by")
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
    """The election that this poll, or the one it repeats, is the vote of."""
    first = poll
    while first.follows is not None:
        first = first.follows
    return visible_to(actor).filter(vote=first).first()


def codes() -> Sequence[str]:
    """All steps in their order, the vote among them."""
    before = [code for code in rulebook.election_steps() if code != REPORT]
    return [*before, VOTE, REPORT]


def title_of_step(code: str) -> str:
    """What a step is called in the language in use."""
    if code == VOTE:
        return _("Vote in the members' meeting")
    return rulebook.election_steps()[code].into(get_language() or "")


def votes_of(election: Election) -> Sequence[Poll]:
    """The vote and those that followed it, in their order."""
    found, poll = [], election.vote
    while poll is not None:
        found.append(poll)
        poll = Poll.objects.select_related("result").filter(follows=poll).first()
    return found


def elected(election: Election, votes: Sequence[Poll]) -> Sequence[Item] | None:
    """Those elected in all votes together, their names in the order of strokes.

    None while a place is to be filled.
    """
    chosen: list[int] = []
    for poll in votes:
        result = getattr(poll, "result", None)
        if result is None:
            return None
        for decision in result.figures["decisions"]:
            chosen += decision["chosen"]
    if not votes or (_ending_of(votes[-1]) in AGAIN and not election.left_empty):
        return None
    items = Item.objects.filter(pk__in=chosen).select_related("person")
    return sorted(items, key=lambda item: by_strokes(item.text))


def nameless(election: Election, votes: Sequence[Poll]) -> Sequence[Nameless]:
    """Those elected of whom nobody has said yet which person they are.

    Whoever could have stood in that vote may be meant, but for those who stood in it
    under their own name and those who are elected already.
    """
    chosen = elected(election, votes) or ()
    found = []
    for item in chosen:
        if item.person is not None:
            continue
        poll = next(vote for vote in votes if vote.pk == item.poll_id)
        others = [one.person_id for one in chosen if one.person_id]
        others += [one.person_id for one in poll.items.all() if one.person_id]
        people = polls.people_to_elect(poll).exclude(pk__in=others)
        namesakes = [person for person in people if person.name == item.text]
        namesake = namesakes[0] if len(namesakes) == 1 else None
        found.append(Nameless(item, people, namesake))
    return found


def how_far(vote: Poll) -> Pill:
    """How a vote ended; or how far it has come, while it has no result."""
    has_result = hasattr(vote, "result")
    return polls.pill_of_ending(vote) if has_result else polls.pill_of(vote)


def may_leave_empty(election: Election, votes: Sequence[Poll]) -> bool:
    """Whether the last vote left places open that the meeting may leave empty."""
    if not votes or election.left_empty or not hasattr(votes[-1], "result"):
        return False
    return _ending_of(votes[-1]) is Ending.SHORT


def _ending_of(poll: Poll) -> Ending:
    return Ending(poll.result.figures["decisions"][0]["ending"])


def next_step(election: Election, votes: Sequence[Poll]) -> str:
    """The step to take now; empty where only the approval is left."""
    taken = {step.code for step in election.steps.all()}
    for code in codes():
        done = elected(election, votes) is not None if code == VOTE else code in taken
        if not done:
            return code
    return ""


def steps_of(election: Election, votes: Sequence[Poll]) -> Sequence[StepView]:
    """All steps with what was entered of each."""
    taken: dict[str, Step] = {step.code: step for step in election.steps.all()}
    coming = next_step(election, votes)
    views = []
    for code in codes():
        step = taken.get(code)
        done = step is not None or (
            code == VOTE and elected(election, votes) is not None
        )
        day = step.taken_on if step else None
        if code == VOTE and votes:
            day = votes[-1].held_on
        tone = Tone.DONE if done else Tone.NOT_APPLICABLE
        if code == coming:
            tone = Tone.OPEN
        words = step.words if step else ""
        views.append(
            StepView(
                code,
                title_of_step(code),
                tone,
                day,
                words,
                code == coming,
                list(step.formers.all()) if step else (),
            )
        )
    return views


def seats_of(unit: Unit) -> Sequence[tuple[str, str]]:
    """The kinds of post whose holders sit on the committee, and their names."""
    kinds = rulebook.post_kinds()
    return [(c, t) for c, t in posts.kinds_for(unit) if kinds[c].seat]


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
