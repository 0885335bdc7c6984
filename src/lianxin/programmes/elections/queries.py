"""Reading elections: how far each has come, and who was elected, its letters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.counting import AGAIN, Ending, candidates_needed
from lianxin.kernel.rules.verdict import Tone
from lianxin.kernel.zh.strokes import by_strokes
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.enums import (
    ANSWERED,
    APPROVAL,
    LETTERS,
    NOTICE,
    REPLY,
    REPORT,
    VOTE,
)
from lianxin.programmes.elections.models import Election, FormerStep, Step

KIND = "committee_election"
_NUMBER = re.compile(r"[（(]?([^（()）\s，,]*〔\d{4}〕\d+号)[）)]?")


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


# Letters


def letters_of(election: Election) -> Mapping[str, Letter]:
    """The latest issued letter of each kind, whoever wrote it: it went to the unit."""
    found = letters.all_in_force_about(ref(election).kind, [election.pk])
    codes = {template: code for code, template in LETTERS.items()}
    rows = found.select_related("unit")
    return {codes[le.template]: le for le in rows if le.template in codes}


def named(letter: Letter) -> str:
    """An issued letter as papers name it: its title and its number."""
    told = {"title": letter.title, "number": letters.number_of(letter)}
    return _("%(title)s (%(number)s)") % told


def beginning_of_letter(election: Election, code: str) -> Mapping[str, object]:
    """What is known of the fields of a letter; the others are left for its writer."""
    known: dict[str, object] = {
        "unit_name": election.unit.name,
        "meeting_on": election.meeting_on,
        "seats": election.seats,
        "addressee": election.unit.name,
        "language": Language.HANS,
    }
    taken = {step.code: step for step in election.steps.all()}
    if code in ANSWERED:
        known |= _asked(taken[ANSWERED[code]].words)
    if code == REPLY:
        found = polls.share_on(
            rulebook.poll_kinds()[KIND].candidates, election.meeting_on
        )
        if found is not None:
            known["candidates"] = candidates_needed(found[0], election.seats)
    if code == NOTICE:
        known |= _told_in_notice(election, taken.get(REPLY))
    if code == APPROVAL:
        known |= _told_in_approval(election)
    return known


def _asked(words: str) -> Mapping[str, str]:
    """Title and number of a paper, told apart where its number stands among the words."""
    found = _NUMBER.search(words)
    if found is None:
        return {"asked_title": words.strip("《》 ")}
    title = words.replace(found[0], "").strip("《》 ")
    return {"asked_title": title, "asked_number": found[1]}


def _told_in_notice(election: Election, reply: Step | None) -> Mapping[str, object]:
    """Whoever may elect on the day of the meeting, as things stand now."""
    kind = rulebook.poll_kinds()[KIND]
    people = polls.entitled_people(kind, election.unit, today=election.meeting_on)
    names = sorted(people.values_list("name", flat=True), key=by_strokes)
    with translation.override(Language.HANS.lower()):
        addressee = _("All members of the branch or committee")
    return {
        "approved": reply.words if reply else "",
        "number_entitled": len(names),
        "entitled": "、".join(names),
        "addressee": addressee,
    }


def _told_in_approval(election: Election) -> Mapping[str, object]:
    votes = votes_of(election)
    on = votes[-1].held_on
    chosen = elected(election, votes) or ()
    return {
        "elected_on": on,
        "elected": "、".join(item.text for item in chosen),
        "ends_on": posts.end_by_rule(election.unit.kind, on),
    }
