"""Beginning an election, taking its steps, holding its vote, concluding it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls import operations as polls
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.rules.poll_files import Mode
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import in_force, person_of
from lianxin.org.posts import operations as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import enums, policy, queries
from lianxin.programmes.elections.events import (
    ElectionBegun,
    ElectionConcluded,
    PlacesLeftEmpty,
    StepCorrected,
    StepTaken,
    VoteHeld,
    VoteWithdrawn,
)
from lianxin.programmes.elections.models import (
    Conclusion,
    Election,
    FormerStep,
    Step,
)


@transaction.atomic
def begin_election(
    *, unit: Unit, seats: int, meeting_on: date, actor: Actor, at: datetime
) -> Election:
    """Begin to prepare the election of the committee of `unit`."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    policy.may_prepare(unit, actor=actor).or_raise()
    if Election.objects.filter(unit=unit, conclusion__isnull=True).exists():
        raise ValidationError(_("An election of this unit is under way already."))
    election = Election.objects.create(
        unit=unit,
        seats=seats,
        meeting_on=meeting_on,
        begun_by=person_of(actor),
        begun_at=at,
    )
    journal.write(
        ElectionBegun(
            subject=queries.ref(election),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={"seats": seats, "meeting_on": meeting_on},
        )
    )
    return election


@transaction.atomic
def take_step(
    election: Election,
    *,
    code: str,
    taken_on: date,
    words: str,
    actor: Actor,
    at: datetime,
) -> Step:
    """Note that a step was taken, with its paper; the steps follow each other."""
    election = _locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    coming = queries.next_step(election, queries.votes_of(election))
    if code != coming or code == enums.VOTE:
        raise ValidationError(
            _("The next step is: %(step)s.")
            % {"step": queries.title_of_step(coming) if coming else "—"}
        )
    _check_step(taken_on, words, at=at)
    step = Step.objects.create(
        election=election,
        code=code,
        taken_on=taken_on,
        words=words,
        entered_by=person_of(actor),
        entered_at=at,
    )
    journal.write(
        StepTaken(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"election_step": code, "taken_on": taken_on, "words": words},
        )
    )
    return step


@transaction.atomic
def correct_step(
    election: Election,
    *,
    code: str,
    taken_on: date,
    words: str,
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Step:
    """Correct the day or the paper of a step; how it stood is kept, with the reason.

    Raises Conflict where somebody corrected it since `version`, the number of
    corrections then.
    """
    election = _locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    step = election.steps.filter(code=code).first()
    if step is None:
        raise ValidationError(_("This step was not noted yet."))
    before = {"taken_on": step.taken_on, "words": step.words}
    if step.formers.count() != version:
        raise Conflict(before, step.formers.count())
    _check_step(taken_on, words, at=at)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is corrected.")})
    if (step.taken_on, step.words) == (taken_on, words):
        raise ValidationError(_("Nothing in it is changed."))
    FormerStep.objects.create(
        step=step,
        reason=reason,
        corrected_by=person_of(actor),
        corrected_at=at,
        **before,
    )
    step.taken_on, step.words = taken_on, words
    step.save(update_fields=["taken_on", "words"])
    journal.write(
        StepCorrected(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            before=before,
            after={
                "election_step": code,
                "taken_on": taken_on,
                "words": words,
                "reason": reason,
            },
        )
    )
    return step


@transaction.atomic
def prepare_vote(
    election: Election,
    *,
    title: str,
    held_on: date,
    people: Sequence[Person],
    actor: Actor,
    at: datetime,
) -> Poll:
    """Prepare the vote on the candidates, on paper in the meeting."""
    election = _locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    coming = queries.next_step(election, queries.votes_of(election))
    if coming != enums.VOTE or election.vote_id:
        raise ValidationError(_("This is not the time for the vote."))
    poll = polls.prepare_poll(
        unit=election.unit,
        planned=polls.Planned(
            kind=queries.KIND,
            title=title,
            held_on=held_on,
            mode=Mode.PAPER,
            seats=election.seats,
            people=people,
        ),
        actor=actor,
        at=at,
    )
    election.vote = poll
    election.save(update_fields=["vote"])
    journal.write(
        VoteHeld(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"title": poll.title, "held_on": held_on},
        )
    )
    return poll


@transaction.atomic
def withdraw_vote(election: Election, *, actor: Actor, at: datetime) -> None:
    """Throw the vote away that was not opened; another may be prepared in its place."""
    election = _locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.may_withdraw(election).or_raise()
    vote = election.vote
    assert vote is not None  # noqa: S101 -- the policy has refused it
    election.vote = None
    election.save(update_fields=["vote"])
    polls.discard_poll(vote, actor=actor, at=at)
    journal.write(
        VoteWithdrawn(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            before={"title": vote.title},
        )
    )


@transaction.atomic
def leave_places_empty(
    election: Election, *, words: str, actor: Actor, at: datetime
) -> Election:
    """Note that the meeting agreed to leave the places empty that are not filled.

    Raises ValidationError where the last vote left none open.
    """
    election = _locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    if not queries.may_leave_empty(election, queries.votes_of(election)):
        raise ValidationError(_("The last vote left no place open."))
    if not words.strip():
        raise ValidationError({"words": _("Say how the meeting agreed to it.")})
    election.left_empty = words
    election.save(update_fields=["left_empty"])
    journal.write(
        PlacesLeftEmpty(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"words": words},
        )
    )
    return election


@transaction.atomic
def conclude_election(
    election: Election,
    *,
    posts_given: Mapping[int, str],
    named: Mapping[int, Person] = MappingProxyType({}),
    ends_on: date,
    basis: str,
    actor: Actor,
    at: datetime,
) -> Conclusion:
    """Let the elected hold their posts from the day of the vote on; a term begins.

    `posts_given` maps the number of each elected person to a kind of post, `named` the
    item of a name that voters wrote in to the person whom they meant. Whoever holds
    such a post of the unit holds it no more.
    """
    election = _locked(election)
    policy.may_conclude(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    votes = queries.votes_of(election)
    if queries.next_step(election, votes):
        raise ValidationError(_("Not all steps before the approval are taken yet."))
    if not basis.strip():
        raise ValidationError({"basis": _("Name the paper of the approval.")})
    _name(election, votes, named)
    people = _people(queries.elected(election, votes) or (), posts_given)
    elected_on = votes[-1].held_on
    _end_seats(election.unit, elected_on=elected_on, basis=basis, actor=actor, at=at)
    for person, kind in people:
        post = _free_post(election.unit, kind, on=elected_on, actor=actor, at=at)
        posts.appoint(
            post=post,
            person=person,
            valid_from=elected_on,
            basis=basis,
            actor=actor,
            at=at,
        )
    term = posts.note_election(
        unit=election.unit,
        elected_on=elected_on,
        ends_on=ends_on,
        basis=basis,
        approved_by=election.unit.parent,
        actor=actor,
        at=at,
    )
    conclusion = Conclusion.objects.create(
        election=election,
        basis=basis,
        term=term,
        concluded_by=person_of(actor),
        concluded_at=at,
    )
    journal.write(
        ElectionConcluded(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"people": [p.name for p, _kind in people], "basis": basis},
        )
    )
    return conclusion


def _check_step(taken_on: date, words: str, *, at: datetime) -> None:
    if taken_on > day_of(at):
        raise ValidationError({"taken_on": _("This day is still to come.")})
    if not words.strip():
        raise ValidationError({"words": _("Name the paper, or say what was done.")})


def _name(
    election: Election, votes: Sequence[Poll], named: Mapping[int, Person]
) -> None:
    """Note on each elected name that was written in which person it is."""
    nameless = queries.nameless(election, votes)
    if {one.item.pk for one in nameless} != set(named):
        raise ValidationError(
            _("Say of each name that was written in which person it is.")
        )
    if len({person.pk for person in named.values()}) != len(named):
        raise ValidationError(_("One person cannot have been elected twice."))
    for one in nameless:
        person = named[one.item.pk]
        if not one.people.filter(pk=person.pk).exists():
            raise ValidationError(
                _("%(name)s could not be elected under a name that was written in.")
                % {"name": person.name}
            )
        one.item.person = person
        one.item.save(update_fields=["person"])


def _people(
    chosen: Sequence[Item], posts_given: Mapping[int, str]
) -> Sequence[tuple[Person, str]]:
    people = [item.person for item in chosen if item.person is not None]
    if {person.pk for person in people} != set(posts_given):
        raise ValidationError(_("Choose a post for each of those elected."))
    return [(person, posts_given[person.pk]) for person in people]


def _end_seats(
    unit: Unit, *, elected_on: date, basis: str, actor: Actor, at: datetime
) -> None:
    """The former committee holds its seats no more."""
    held = Appointment.objects.filter(
        in_force(elected_on),
        post__unit=unit,
        post__kind__in=dict(queries.seats_of(unit)),
    )
    for appointment in held.order_by("pk"):
        posts.end_appointment(
            appointment, ended_on=elected_on, basis=basis, actor=actor, at=at
        )


def _free_post(unit: Unit, kind: str, *, on: date, actor: Actor, at: datetime) -> Post:
    """A post of this kind that nobody holds; a new one where there is none."""
    free = Post.objects.filter(in_force(on), unit=unit, kind=kind).exclude(
        appointments__in=Appointment.objects.filter(in_force(on))
    )
    found = free.order_by("number").first()
    if found is not None:
        return found
    return posts.open_post(unit=unit, kind=kind, valid_from=on, actor=actor, at=at)


def _locked(election: Election) -> Election:
    return (
        Election.objects.select_for_update(of=("self",))
        .select_related("unit__parent", "vote__result")
        .prefetch_related("steps")
        .get(pk=election.pk)
    )
