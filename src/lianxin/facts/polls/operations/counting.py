"""What the tellers count, and the result that is declared from it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.enums import FAULTS
from lianxin.facts.polls.events import CountEntered, ResultDeclared
from lianxin.facts.polls.models import Count, Item, Poll, Result, Votes
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.counting import (
    FOR,
    Ending,
    Fault,
    Figures,
    Shape,
    Turnout,
    faults,
    judged,
)
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.people.queries import person_of

AT_FIELD = {
    Fault.PRESENT: "present",
    Fault.ISSUED: "issued",
    Fault.INVALID: "invalid",
    Fault.OPINIONS: "opinions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a teller counted; with a show of hands there are no ballots to count."""

    present: int
    issued: int = 0
    returned: int = 0
    invalid: int = 0
    opinions: int = 0
    votes: Figures
    written_in: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def enter_count(poll: Poll, *, counted: Counted, actor: Actor, at: datetime) -> Count:
    """Enter what one teller counted; entering it again corrects it.

    Raises ValidationError, in words, for figures that cannot be right by themselves.
    That the two tellers agree is asked only when the result is declared.
    """
    poll = _locked(poll)
    policy.is_counted_by_tellers(poll).or_raise()
    policy.may_count(poll, actor=actor).or_raise()
    counted = _whole(poll, counted)
    _check(poll, counted)
    person = person_of(actor)
    teller = poll.tellers.get(person=person)
    count, _made = Count.objects.update_or_create(
        teller=teller,
        defaults={
            "present": counted.present,
            "issued": counted.issued,
            "returned": counted.returned,
            "invalid": counted.invalid,
            "opinions": counted.opinions,
            "written_in": dict(counted.written_in),
            "entered_at": at,
        },
    )
    count.votes.all().delete()
    Votes.objects.bulk_create(
        Votes(count=count, item_id=item, column=column, number=number)
        for item, row in counted.votes.items()
        for column, number in row.items()
    )
    journal.write(
        CountEntered(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"teller": person.name},
        )
    )
    return count


@transaction.atomic
def declare_result(poll: Poll, *, actor: Actor, at: datetime) -> Result:
    """Declare the result from two counts that agree; it is fixed from then on."""
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.is_counted_by_tellers(poll).or_raise()
    views = queries.both_counts(poll)
    if len(views) < poll.tellers.count():
        raise ValidationError(_("Both tellers must have entered what they counted."))
    if queries.disagreements(poll, views):
        raise ValidationError(
            _("The two counts differ; the tellers count again and correct theirs.")
        )
    votes = {item: dict(row) for item, row in views[0].figures.items()}
    votes |= _written_in(poll, views[0].count.written_in)
    return declared(poll, views[0].turnout, votes, actor=actor, at=at)


def declared(
    poll: Poll, turnout: Turnout, votes: Figures, *, actor: Actor, at: datetime
) -> Result:
    """The result of these votes, frozen and told to the journal."""
    figures = frozen(poll, turnout, votes)
    result = Result.objects.create(
        poll=poll, figures=figures, declared_by=person_of(actor), declared_at=at
    )
    journal.write(
        ResultDeclared(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"endings": [one["ending"] for one in figures["decisions"]]},
        )
    )
    return result


def frozen(poll: Poll, turnout: Turnout, votes: Figures) -> dict[str, Any]:
    """The result judged by the rules, with all it was judged by, as it is stored."""
    kind = queries.kind_of(poll)
    asked = queries.asked_of(kind, seats=poll.seats, on=poll.held_on)
    return {
        "turnout": asdict(turnout),
        "votes": {str(item): dict(row) for item, row in votes.items()},
        "reasons": _reasons(poll, turnout),
        "decisions": [
            {
                "ending": one.ending.value,
                "chosen": list(one.chosen),
                "tied": list(one.tied),
                "open_seats": one.open_seats,
            }
            for one in judged(kind.shape, asked, turnout, votes)
        ],
    }


def unopened(poll: Poll, turnout: Turnout) -> dict[str, Any]:
    """The figures of a vote whose ballots nobody opened, as `frozen` has them."""
    decision = {
        "ending": Ending.UNOPENED.value,
        "chosen": [],
        "tied": [],
        "open_seats": poll.seats,
    }
    return {
        "turnout": asdict(turnout),
        "votes": {},
        "reasons": _reasons(poll, turnout),
        "decisions": [decision],
    }


def _reasons(poll: Poll, turnout: Turnout) -> list[dict[str, Any]]:
    """What the rules ask now, kept so that a later rulebook explains nothing else."""
    kind = queries.kind_of(poll)
    found = queries.reasons_of(kind, turnout, on=poll.held_on)
    return [reason.frozen() for reason in found]


def _written_in(poll: Poll, named: Mapping[str, int]) -> dict[int, dict[str, int]]:
    """Items of those whom voters named themselves, with their votes."""
    last = poll.items.aggregate(last=Max("order"))["last"] or 0
    made = Item.objects.bulk_create(
        Item(poll=poll, order=order, text=name, was_written_in=True)
        for order, name in enumerate(sorted(named), start=last + 1)
    )
    return {item.pk: {FOR: named[item.text]} for item in made}


def _locked(poll: Poll) -> Poll:
    return (
        Poll.objects.select_for_update(of=("self",))
        .select_related("unit")
        .prefetch_related("tellers", "items")
        .get(pk=poll.pk)
    )


def _whole(poll: Poll, counted: Counted) -> Counted:
    """The count with a number in every column, and ballots where hands were shown."""
    columns = [code for code, _title in queries.columns_of(poll)]
    items = {item.pk for item in poll.items.all()}
    if set(counted.votes) - items:
        raise ValidationError(_("One of these is not voted on."))
    votes = {
        item.pk: {code: counted.votes.get(item.pk, {}).get(code, 0) for code in columns}
        for item in poll.items.all()
    }
    hands = poll.mode == Mode.HANDS
    return Counted(
        present=counted.present,
        issued=counted.present if hands else counted.issued,
        returned=counted.present if hands else counted.returned,
        invalid=0 if hands else counted.invalid,
        opinions=counted.opinions,
        votes=votes,
        written_in=counted.written_in,
    )


def _check(poll: Poll, counted: Counted) -> None:
    kind = queries.kind_of(poll)
    numbers = [counted.present, counted.issued, counted.returned, counted.invalid]
    numbers += [counted.opinions]
    numbers += [n for row in counted.votes.values() for n in row.values()]
    if min([*numbers, *counted.written_in.values()]) < 0:
        raise ValidationError(_("A count cannot be below zero."))
    if counted.written_in and kind.shape is not Shape.ELECTION:
        raise ValidationError({"written_in": _("Nobody can be written in here.")})
    if counted.opinions and not queries.takes_opinions(poll):
        raise ValidationError(
            {"opinions": _("In this vote no opinions in writing are counted.")}
        )
    known = {item.text for item in poll.items.all()}
    if known & set(counted.written_in):
        raise ValidationError(
            {"written_in": _("Somebody written in stands on the ballot already.")}
        )
    entitled = poll.voters.filter(excused="").count()
    turnout = Turnout(
        entitled,
        counted.present,
        counted.issued,
        counted.returned,
        counted.invalid,
        counted.opinions,
    )
    named = {-n: {FOR: v} for n, v in enumerate(counted.written_in.values(), start=1)}
    found = faults(
        kind.shape, turnout, {**counted.votes, **named}, most=poll.seats or 1
    )
    errors = [(AT_FIELD.get(fault), str(FAULTS[fault])) for fault in found]
    if errors:
        raise ValidationError(
            {
                name or "__all__": [w for n, w in errors if n == name]
                for name, _w in errors
            }
        )
