"""Preparing a poll, once or once more, and throwing it away again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.events import PollDiscarded, PollPrepared
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.counting import Ending, Shape, candidates_needed
from lianxin.kernel.rules.poll_files import Mode, Offered, PollKind
from lianxin.kernel.zh.strokes import by_strokes
from lianxin.org.people.models import Person
from lianxin.org.people.queries import holding, person_of
from lianxin.org.units.models import Unit

MOST_ITEMS = 200
LONGEST_ITEM = 300
LONGEST_CRITERION, MOST_WEIGHT = 60, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a poll asks: people to choose from, and other `lines` (motions, names).

    `criteria` have weights; by each of them everybody is graded. Those whom
    `electors_of` elected vote in it, and one of them is chosen. It `follows` a poll
    that left something open, with other candidates.
    """

    kind: str
    title: str
    held_on: date
    mode: str
    text: str = ""
    seats: int = 0
    basis: str = ""
    people: Sequence[Person] = ()
    lines: Sequence[str] = ()
    criteria: Sequence[tuple[str, int]] = ()
    electors_of: Poll | None = None
    follows: Poll | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """What becomes an item."""

    text: str
    person: Person | None
    criterion: str = ""
    weight: int = 0


@transaction.atomic
def prepare_poll(*, unit: Unit, planned: Planned, actor: Actor, at: datetime) -> Poll:
    """Prepare a poll of `unit`; nobody may vote before it is opened.

    Candidates of an election stand in the order that the rules ask for.
    Raises ValidationError, with the reason, for a way of voting that the rules do not
    allow for such a poll, and for too few candidates.
    """
    policy.may_hold(unit, actor=actor).or_raise()
    kinds = {kind.code: kind for kind in queries.kinds_of(unit)}
    if planned.kind not in kinds:
        raise ValidationError({"kind": _("This unit holds no such polls.")})
    kind = kinds[planned.kind]
    names = [_Line(person.name, person) for person in planned.people]
    names += [_Line(line, None) for line in _clean(planned.lines)]
    if queries.lists_by_strokes(kind, on=planned.held_on):
        names.sort(key=lambda line: by_strokes(line.text))
    if planned.criteria:
        _check_criteria(kind, planned.criteria)
        names = [
            _by(line, *criterion) for line in names for criterion in planned.criteria
        ]
    _check(kind, planned, number=len(names))
    if planned.follows is not None:
        _check_followed(planned.follows)
    _check_people(kind, unit, planned)
    return _made(unit, planned, names, follows=planned.follows, actor=actor, at=at)


@transaction.atomic
def begin_review(
    *, unit: Unit, kind: str, held_on: date, actor: Actor, at: datetime
) -> Poll:
    """Prepare this year's review as the last one was, else as the rulebook words it.

    On it stand those who are to be graded now. Raises ValidationError where that year
    has its review already.
    """
    policy.may_hold(unit, actor=actor).or_raise()
    found = {one.code: one for one in queries.yearly_kinds_of(unit)}.get(kind)
    if found is None:
        raise ValidationError(_("This unit holds no such review."))
    if queries.is_held_in(found, unit, held_on.year):
        raise ValidationError(
            {
                "held_on": _("The review of %(year)d is prepared already.")
                % {"year": held_on.year}
            }
        )
    draft = queries.draft_of(found, unit, on=held_on)
    planned = Planned(
        kind=kind,
        title=draft.title,
        held_on=held_on,
        mode=draft.mode,
        text=draft.text,
        people=draft.people,
        lines=draft.lines,
        criteria=draft.criteria,
    )
    return prepare_poll(unit=unit, planned=planned, actor=actor, at=at)


@transaction.atomic
def prepare_again(poll: Poll, *, held_on: date, actor: Actor, at: datetime) -> Poll:
    """Prepare the vote that the rules ask for after `poll`, on what it left open.

    It is held in the same way; on paper where too few ballots came on line.
    """
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    ending, items, seats = _check_followed(poll)
    if not items:
        raise ValidationError(
            _("Nobody is left to vote on; prepare a new poll with new candidates.")
        )
    again = Planned(
        kind=poll.kind,
        title=_next_title(poll, ending),
        held_on=held_on,
        mode=Mode.PAPER if ending is Ending.UNOPENED else poll.mode,
        text=poll.text,
        seats=seats or poll.seats,
        basis=poll.basis,
        electors_of=poll.electors_of,
    )
    names = [_Line(i.text, i.person, i.criterion, i.weight) for i in items]
    return _made(poll.unit, again, names, follows=poll, actor=actor, at=at)


@transaction.atomic
def discard_poll(poll: Poll, *, actor: Actor, at: datetime) -> None:
    """Throw a poll away that was not opened.

    Raises ValidationError where something else, such as an election, refers to it.
    """
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.is_prepared(poll).or_raise()
    subject, unit, title = queries.ref(poll), poll.unit_id, poll.title
    poll.items.all().delete()
    try:
        poll.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("This vote is part of an election and cannot be thrown away by itself.")
        ) from error
    journal.write(
        PollDiscarded(
            subject=subject,
            unit=Ref("units.unit", unit),
            actor=actor,
            at=at,
            before={"title": title},
        )
    )


def _made(
    unit: Unit,
    planned: Planned,
    names: Sequence[_Line],
    *,
    follows: Poll | None,
    actor: Actor,
    at: datetime,
) -> Poll:
    poll = Poll.objects.create(
        kind=planned.kind,
        unit=unit,
        title=planned.title.strip(),
        text=planned.text,
        mode=planned.mode,
        held_on=planned.held_on,
        seats=planned.seats,
        basis=planned.basis,
        follows=follows,
        electors_of=planned.electors_of,
        prepared_by=person_of(actor),
        prepared_at=at,
    )
    Item.objects.bulk_create(
        Item(
            poll=poll,
            order=order,
            text=line.text,
            person=line.person,
            criterion=line.criterion,
            weight=line.weight,
        )
        for order, line in enumerate(names, start=1)
    )
    journal.write(
        PollPrepared(
            subject=queries.ref(poll),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                "kind": poll.kind,
                "title": poll.title,
                "mode": poll.mode,
                "held_on": poll.held_on,
                "items": [line.text for line in names],
            },
        )
    )
    return poll


def _by(line: _Line, criterion: str, weight: int) -> _Line:
    """The line graded by one criterion."""
    return _Line(f"{line.text} · {criterion}", line.person, criterion, weight)


def _check_criteria(kind: PollKind, criteria: Sequence[tuple[str, int]]) -> None:
    if not kind.criteria:
        raise ValidationError({"criteria": _("Nothing is graded by criteria here.")})
    names = [name for name, _weight in criteria]
    if not all(0 < len(name) <= LONGEST_CRITERION for name in names):
        raise ValidationError({"criteria": _("A criterion has too many words.")})
    if len(set(names)) != len(names):
        raise ValidationError({"criteria": _("A criterion stands there twice.")})
    if not all(0 < weight <= MOST_WEIGHT for _name, weight in criteria):
        raise ValidationError(
            {
                "criteria": _("A weight is a whole number from 1 to %(most)d.")
                % {"most": MOST_WEIGHT}
            }
        )


def _clean(lines: Sequence[str]) -> list[str]:
    return [line.strip()[:LONGEST_ITEM] for line in lines if line.strip()]


def _check(kind: PollKind, planned: Planned, *, number: int) -> None:
    if not planned.title.strip():
        raise ValidationError({"title": _("Say what is voted on.")})
    _check_mode(kind, planned)
    where = "people" if kind.persons else "lines"
    if not number:
        raise ValidationError({where: _("Name at least one.")})
    if number > MOST_ITEMS:
        raise ValidationError(
            {
                where: _("At most %(most)d can be voted on at once.")
                % {"most": MOST_ITEMS}
            }
        )
    if kind.shape in {Shape.ELECTION, Shape.CHOICE}:
        _check_seats(kind, planned, number)


def _check_mode(kind: PollKind, planned: Planned) -> None:
    if planned.mode not in kind.modes:
        reason = queries.why_no_other_way(kind, on=planned.held_on)
        raise ValidationError({"mode": reason})
    asks = kind.needs_consent and planned.mode == Mode.SEALED
    if asks and not planned.basis.strip():
        raise ValidationError(
            {"basis": _("Name the paper by which the unit above agreed to it.")}
        )


def _check_seats(kind: PollKind, planned: Planned, number: int) -> None:
    if planned.seats < 1:
        raise ValidationError({"seats": _("Say how many are to be chosen.")})
    found = queries.share_on(kind.candidates, planned.held_on)
    asked = candidates_needed(found[0], planned.seats) if found else 0
    if found and number < asked:
        raise ValidationError(
            {
                "people": _(
                    "For %(seats)d places at least %(needed)d candidates are needed "
                    "(%(basis)s)."
                )
                % {
                    "seats": planned.seats,
                    "needed": asked,
                    "basis": cited(found[1]),
                }
            }
        )
    if number < planned.seats:
        raise ValidationError(
            {"seats": _("These are more places than there are to choose from.")}
        )


def _check_people(kind: PollKind, unit: Unit, planned: Planned) -> None:
    if kind.offered is Offered.GRADED:
        _check_graded(kind, unit, planned)
    if kind.shape is not Shape.ELECTION:
        return
    if planned.electors_of is not None:
        _check_elected(planned.electors_of, planned.people)
    able = holding(queries.TO_STAND, on=planned.held_on).filter(
        person__in=planned.people
    )
    standing = set(able.values_list("person", flat=True))
    names = [person.name for person in planned.people if person.pk not in standing]
    if names:
        raise ValidationError(
            {
                "people": _("On that day these may not be elected: %(names)s.")
                % {"names": _(", ").join(names)}
            }
        )


def _check_followed(poll: Poll) -> tuple[Ending, Sequence[Item], int]:
    """What a poll left open, for which no other one is prepared yet."""
    open_still = queries.left_open(poll)
    if open_still is None:
        raise ValidationError(_("This poll leaves nothing open."))
    if hasattr(poll, "followed_by"):
        raise ValidationError(_("The next vote is prepared already."))
    return open_still


def _check_elected(first: Poll, people: Sequence[Person]) -> None:
    elected = queries.chosen_in(queries.votes_from(first))
    there = {item.person_id for item in elected}
    names = [person.name for person in people if person.pk not in there]
    if names:
        raise ValidationError(
            {
                "people": _("Only members of the new committee can stand: %(names)s.")
                % {"names": _(", ").join(names)}
            }
        )


def _check_graded(kind: PollKind, unit: Unit, planned: Planned) -> None:
    graded = set(
        queries.people_offered(kind, unit, on=planned.held_on).values_list(
            "pk", flat=True
        )
    )
    names = [person.name for person in planned.people if person.pk not in graded]
    source = queries.rule_of_grades(on=planned.held_on)
    if names or planned.lines:
        raise ValidationError(
            {
                "people": _(
                    "Only full members are given a grade (%(basis)s): %(names)s."
                )
                % {
                    "basis": cited(source) if source else "",
                    "names": _(", ").join([*names, *planned.lines]),
                }
            }
        )


def _next_title(poll: Poll, ending: Ending) -> str:
    words = {
        Ending.TIED: _("%(title)s (vote on the tie)"),
        Ending.SHORT: _("%(title)s (for the places left open)"),
    }.get(ending, _("%(title)s (held again)"))
    most = Poll._meta.get_field("title").max_length or 0
    return (words % {"title": poll.title})[:most]
