"""Which polls there are, as far as the actor may see them, and who may vote in one."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill, cited
from lianxin.facts.polls.enums import MODES, STAGE_TONES, STAGES, Stage
from lianxin.facts.polls.models import Poll, Teller, Voter
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.counting import Shape
from lianxin.kernel.rules.poll_files import Mode, PollKind, Voters
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import (
    circumstances_without_rights,
    holding,
    in_force,
    situations_visible_to,
    situations_without_rights,
)
from lianxin.org.posts.models import Appointment
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

MOST_UNITS_OFFERED = 40
DELEGATE, PARTY_DELEGATE = "worker_delegate", "party_delegate"
COMMITTEE_MEETING = "branch_committee_meeting"
TO_VOTE, TO_ELECT = "right_to_vote", "right_to_elect"
WITH_UNITS_BELOW = frozenset({"committee", "general_branch"})


def ref(poll: Poll) -> Ref:
    """The reference of a poll."""
    return Ref("polls.poll", poll.pk)


def visible_to(actor: Actor) -> QuerySet[Poll]:
    """Polls of the units in reach, and where one votes or counts; newest first."""
    rows = (
        Poll.objects.select_related("unit", "result", "board")
        .defer("board__election", "board__trustees", "board__receipt_key")
        .order_by("-held_on", "-pk")
    )
    scope = actor.scope("records.see")
    if scope.is_unlimited:
        return rows
    seen = units.within(scope, column="unit__path")
    if actor.person is not None:
        own = Voter.objects.filter(person=actor.person.id, poll=OuterRef("pk"))
        counts = Teller.objects.filter(person=actor.person.id, poll=OuterRef("pk"))
        seen |= Q(Exists(own)) | Q(Exists(counts))
    return rows.filter(seen)


def poll_visible_to(actor: Actor, pk: int) -> Poll:
    """One poll; NotVisible where `actor` may not see it."""
    found = (
        visible_to(actor)
        .select_related("follows", "followed_by", "prepared_by")
        .prefetch_related("items", "tellers__person", "scrutineers__person")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def polls_awaiting(actor: Actor) -> QuerySet[Poll]:
    """Open polls that `actor` counts and for which nothing is entered yet."""
    if actor.person is None:
        return Poll.objects.none()
    return (
        Poll.objects.filter(
            tellers__person=actor.person.id,
            tellers__count__isnull=True,
            opened_at__isnull=False,
            result__isnull=True,
        )
        .select_related("unit")
        .order_by("held_on", "pk")
    )


def among(
    rows: QuerySet[Poll],
    *,
    words: str = "",
    unit: Unit | None = None,
    kind: str = "",
    stage: str = "",
) -> QuerySet[Poll]:
    """The polls that fit: of a unit and all below, of a kind, as far along, by words."""
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if kind:
        rows = rows.filter(kind=kind)
    if stage == Stage.PREPARED:
        rows = rows.filter(opened_at__isnull=True)
    elif stage == Stage.OPEN:
        rows = rows.filter(
            opened_at__isnull=False, result__isnull=True, board__closed_at__isnull=True
        )
    elif stage == Stage.ENDED:
        rows = rows.filter(result__isnull=True, board__closed_at__isnull=False)
    elif stage == Stage.DECLARED:
        rows = rows.filter(result__isnull=False)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return rows


def stage_of(poll: Poll) -> Stage:
    """How far the poll has come."""
    if poll.opened_at is None:
        return Stage.PREPARED
    if hasattr(poll, "result"):
        return Stage.DECLARED
    board = getattr(poll, "board", None) if poll.mode == Mode.SEALED else None
    return Stage.ENDED if board and board.closed_at else Stage.OPEN


def pill_of(poll: Poll) -> Pill:
    """How far the poll has come, in a word and a colour."""
    stage = stage_of(poll)
    return Pill(str(STAGES[stage]), STAGE_TONES[stage])


def kind_of(poll: Poll) -> PollKind:
    """What the rulebook says of this kind of poll."""
    return rulebook.poll_kinds()[poll.kind]


def kinds_of(unit: Unit) -> Sequence[PollKind]:
    """The kinds of poll that such a unit holds."""
    return [kind for kind in rulebook.poll_kinds().values() if unit.kind in kind.units]


def yearly_kinds_of(unit: Unit) -> Sequence[PollKind]:
    """The reviews that such a unit holds anew each year."""
    return [k for k in kinds_of(unit) if k.template and k.template.is_yearly]


def candidates_of(poll: Poll) -> frozenset[int]:
    """The people who are chosen among, and so count nothing; those graded may count."""
    if kind_of(poll).shape is Shape.GRADES:
        return frozenset()
    return frozenset(item.person_id for item in poll.items.all() if item.person_id)


def title_of(kind: str) -> str:
    """What a kind of poll is called in the language in use."""
    return rulebook.poll_kinds()[kind].title.into(get_language() or "")


def name_of_mode(mode: str) -> str:
    """How votes are given, in words."""
    return str(MODES[Mode(mode)])


def modes_of(kind: PollKind) -> Sequence[tuple[str, str]]:
    """The ways in which such a poll may be held, and their names."""
    return [(mode.value, str(MODES[mode])) for mode in kind.modes]


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose polls `actor` sees, in tree order, for a filter."""
    return units.all_units().filter(units.within(actor.scope("records.see")))


def units_to_hold_for(actor: Actor) -> QuerySet[Unit]:
    """The units for which `actor` may hold polls, in tree order."""
    return units.all_units().filter(units.within(actor.scope("records.record")))


Choices = Sequence[tuple[str, str]]
"""Kinds of poll, each with its name."""


def what_to_hold(actor: Actor) -> Sequence[tuple[Unit, Choices, Choices]]:
    """For each unit for which `actor` may hold polls, the kinds; one's own unit first.

    Those that are held anew each year stand apart: they are begun with the words of the
    last one, which can be changed.
    """
    found = []
    for unit in units_to_hold_for(actor)[:MOST_UNITS_OFFERED]:
        yearly = yearly_kinds_of(unit)
        others = [kind for kind in kinds_of(unit) if kind not in yearly]
        found.append((unit, _named(others), _named(yearly)))
    own = actor.unit.id if actor.unit else 0
    found.sort(key=lambda choice: choice[0].pk != own)
    return [choice for choice in found if choice[1] or choice[2]]


def _named(kinds: Sequence[PollKind]) -> Choices:
    return [(kind.code, title_of(kind.code)) for kind in kinds]


def entitled_people(kind: PollKind, unit: Unit, *, today: date) -> QuerySet[Person]:
    """Who may vote in such a poll of the unit, as things stand on a day.

    Of its members those have the right whose standing the rulebook names, and nobody
    from whom it withholds the rights of a member.
    """
    rows = Person.objects.order_by("pinyin", "pk")
    voters = _voters(kind, unit, today=today)
    if voters is Voters.COMMITTEE:
        seats = [k.code for k in rulebook.post_kinds().values() if k.seat]
        seated = rows.filter(_holds(seats, unit, today=today))
        return seated.exclude(_is_without_rights(today=today))
    if voters is Voters.DELEGATES:
        return rows.filter(_holds([DELEGATE], unit, today=today))
    if voters is Voters.PARTY_DELEGATES:
        sent = rows.filter(_holds([PARTY_DELEGATE], unit, today=today))
        return sent.filter(_has_right(TO_ELECT, today=today))
    belonging = Belonging.STAFF if voters is Voters.STAFF else _belonging_to(unit)
    found = rows.filter(_belongs(unit, belonging, today=today))
    if voters is Voters.FULL_MEMBERS:
        right = TO_ELECT if kind.shape is Shape.ELECTION else TO_VOTE
        return found.filter(_has_right(right, today=today))
    if belonging == Belonging.PARTY:
        return found.exclude(_is_without_rights(today=today))
    return found


def people_without_rights(
    poll: Poll, *, actor: Actor
) -> Sequence[tuple[str, str, str]]:
    """Members who may not vote in it: name, why, and where that is written.

    Only as far as `actor` may know of it.
    """
    if _belonging_to(poll.unit) != Belonging.PARTY:
        return ()
    on = poll.held_on
    sources = circumstances_without_rights(on=on)
    there = Affiliation.objects.filter(
        in_force(on), in_place(poll.unit, Belonging.PARTY), belonging=Belonging.PARTY
    )
    rows = situations_visible_to(actor, today=on).filter(
        circumstance__in=list(sources), person__in=there.values("person")
    )
    return [
        (
            row.person.name,
            str(row.get_circumstance_display()),
            cited(sources[row.circumstance]),
        )
        for row in rows.select_related("person").order_by("person__pinyin", "pk")
    ]


def people_who_count(poll: Poll, voters: QuerySet[Person]) -> QuerySet[Person]:
    """Who may be a teller: the voters; for a committee's vote any voting member as well.

    A committee of three has hardly anybody left who is no candidate.
    """
    if kind_of(poll).voters is not Voters.COMMITTEE:
        return voters
    on = poll.held_on
    there = _belongs(poll.unit, _belonging_to(poll.unit), today=on)
    able = Person.objects.filter(there, _has_right(TO_VOTE, today=on))
    either = Q(pk__in=voters.values("pk")) | Q(pk__in=able.values("pk"))
    return Person.objects.filter(either).order_by("pinyin", "pk")


def _has_right(right: str, *, today: date) -> Exists:
    return Exists(holding(right, on=today).filter(person=OuterRef("pk")))


def _is_without_rights(*, today: date) -> Exists:
    return Exists(situations_without_rights(on=today).filter(person=OuterRef("pk")))


def _voters(kind: PollKind, unit: Unit, *, today: date) -> Voters:
    """Who votes: in a branch without a committee the members do what it would do."""
    if kind.voters is not Voters.COMMITTEE or unit.kind != "branch":
        return kind.voters
    of_committee = Appointment.objects.filter(
        in_force(today),
        post__unit=unit,
        post__kind__in=rulebook.duties()[COMMITTEE_MEETING].posts,
    )
    return Voters.COMMITTEE if of_committee.exists() else Voters.FULL_MEMBERS


def _holds(kinds: Sequence[str], unit: Unit, *, today: date) -> Q:
    held = Appointment.objects.filter(
        in_force(today), post__unit=unit, post__kind__in=kinds
    )
    return Q(pk__in=held.values("person"))


def _belonging_to(unit: Unit) -> str:
    """In which way those belong to a unit who vote there: its members, or its staff."""
    return rulebook.unit_kinds()[unit.kind].members or Belonging.STAFF


def _belongs(unit: Unit, belonging: str, *, today: date) -> Q:
    """Belongs to the unit or, where it has units below it, to any of them.

    By their numbers: with EXISTS, SQLite would look at every person there is.
    """
    there = Affiliation.objects.filter(
        in_force(today), in_place(unit, belonging), belonging=belonging
    )
    return Q(pk__in=there.values("person"))


def in_place(unit: Unit, belonging: str) -> Q:
    """The filter for belongings to the unit, or to any below where these vote too."""
    if unit.kind in WITH_UNITS_BELOW or belonging != Belonging.PARTY:
        return units.below(unit.path or "-", column="unit__path")
    return Q(unit=unit)
