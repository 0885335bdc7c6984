"""Concluding an election: those elected hold their posts, and a term begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.models import Person
from lianxin.org.people.queries import in_force, person_of
from lianxin.org.posts import operations as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import policy, queries
from lianxin.programmes.elections.events import ElectionConcluded
from lianxin.programmes.elections.models import Conclusion, Election
from lianxin.programmes.elections.operations.locking import locked


@dataclass(frozen=True, slots=True)
class _Given:
    """Who holds which kind of post, since when, and on what basis."""

    person: Person
    kind: str
    since: date
    basis: str


@transaction.atomic
def conclude_election(
    election: Election,
    *,
    posts_given: Mapping[int, str],
    ends_on: date,
    basis: str,
    actor: Actor,
    at: datetime,
) -> Conclusion:
    """Let the elected hold their posts from the day of the vote on; a term begins.

    Whoever was elected secretary or deputy holds that post, on the basis of that vote;
    `posts_given` maps the number of each other person elected to a kind of post. Whoever
    holds such a post of the unit holds it no more.
    """
    election = locked(election)
    policy.may_conclude(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    votes = queries.votes_of(election)
    _check(election, votes, basis)
    given = [*_offices(election, basis), *_others(election, votes, posts_given, basis)]
    elected_on = votes[-1].held_on
    _end_seats(election, elected_on=elected_on, basis=basis, actor=actor, at=at)
    for one in given:
        post = _free_post(election.unit, one.kind, on=one.since, actor=actor, at=at)
        posts.appoint(
            post=post,
            person=one.person,
            valid_from=one.since,
            basis=one.basis,
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
            after={"people": [one.person.name for one in given], "basis": basis},
        )
    )
    return conclusion


def _check(election: Election, votes: Sequence[Poll], basis: str) -> None:
    if queries.next_step(election, votes):
        raise ValidationError(_("Not all steps before the approval are taken yet."))
    if queries.nameless(election):
        raise ValidationError(
            _("Say first who is meant by the names that voters wrote in.")
        )
    if not basis.strip():
        raise ValidationError({"basis": _("Name the paper of the approval.")})


def _offices(election: Election, basis: str) -> Sequence[_Given]:
    """Secretary and deputies, as they were elected; the vote is named in the basis."""
    most = Appointment._meta.get_field("basis").max_length or 0
    found = []
    for holder in queries.holders_of(election):
        assert holder.item.person is not None  # noqa: S101 -- all names are said
        kind = queries.kind_of_post(election.unit, holder.office)
        words = f"{basis}；{holder.vote.held_on.isoformat()} {holder.vote.title}"
        found.append(
            _Given(holder.item.person, kind, holder.vote.held_on, words[:most])
        )
    return found


def _others(
    election: Election,
    votes: Sequence[Poll],
    posts_given: Mapping[int, str],
    basis: str,
) -> Sequence[_Given]:
    """The other members of the committee, each with the post that was chosen."""
    in_office = {holder.item.person_id for holder in queries.holders_of(election)}
    chosen = queries.elected(election, votes) or ()
    people = [item.person for item in chosen if item.person is not None]
    others = [person for person in people if person.pk not in in_office]
    if {person.pk for person in others} != set(posts_given):
        raise ValidationError(
            _("Choose a post for each of those elected who holds no office.")
        )
    able = dict(queries.seats_without_office(election.unit))
    if set(posts_given.values()) - set(able):
        raise ValidationError(
            _("Secretary and deputies are those whom the vote on them elected.")
        )
    on = votes[-1].held_on
    return [_Given(one, posts_given[one.pk], on, basis) for one in others]


def _end_seats(
    election: Election, *, elected_on: date, basis: str, actor: Actor, at: datetime
) -> None:
    """The former committee holds its seats no more, once others were elected to them."""
    unit, days = (
        election.unit,
        dict.fromkeys(dict(queries.seats_of(election.unit)), elected_on),
    )
    for holder in queries.holders_of(election):
        days[queries.kind_of_post(unit, holder.office)] = holder.vote.held_on
    held = Appointment.objects.filter(
        in_force(elected_on), post__unit=unit, post__kind__in=days
    )
    for appointment in held.select_related("post").order_by("pk"):
        ended_on = days[appointment.post.kind]
        posts.end_appointment(
            appointment, ended_on=ended_on, basis=basis, actor=actor, at=at
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
