"""At one press: the elected hold their posts, the former committee none, a term begins."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls.models import Item
from lianxin.kernel.actor import Refused
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Term
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Conclusion, Election
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import (
    CLERK,
    ENDS,
    plenary,
    ready,
    reported,
    settled,
    take,
    voted_with_a_name_written_in,
)


def conclude(cast: Cast, election: Election, role: str = CLERK, **values) -> Conclusion:
    given = {
        "posts_given": {cast.people["branch_secretary"].pk: "organisation_member"},
        "ends_on": ENDS,
        "basis": "北党〔2026〕9号",
        **values,
    }
    return operations.conclude_election(
        election, actor=cast.actor(role), at=AT, **given
    )


def held(cast: Cast) -> set[tuple[str, str]]:
    rows = Appointment.objects.filter(in_force(TODAY), post__unit=cast.units["branch"])
    return {(row.person.name, row.post.kind) for row in rows}


def test_from_three_votes_to_posts_and_a_new_term(cast: Cast) -> None:
    election = reported(cast)
    names = [
        item.text
        for item in queries.elected(election, queries.votes_of(election)) or ()
    ]
    people = {r: cast.people[r].name for r in ("branch_secretary", "branch_member")}
    assert set(names) == set(people.values())
    conclusion = conclude(cast, election)
    assert held(cast) == {
        (people["branch_secretary"], "organisation_member"),
        (people["branch_member"], "branch_secretary"),
    }
    term = Term.objects.get(unit=cast.units["branch"], is_latest=True)
    assert (conclusion.term, term.elected_on, term.ends_on) == (term, TODAY, ENDS)
    assert term.approved_by == cast.units["sub"]
    with pytest.raises(Refused, match="is concluded"):
        conclude(cast, Election.objects.get(pk=election.pk))


def test_the_secretary_holds_the_post_by_the_vote_of_the_plenary(cast: Cast) -> None:
    election = reported(cast)
    others = {cast.people["branch_secretary"].pk: "branch_secretary"}
    with pytest.raises(ValidationError, match="whom the vote on them elected"):
        conclude(cast, election, posts_given=others)
    both = {
        cast.people["branch_secretary"].pk: "organisation_member",
        cast.people["branch_member"].pk: "publicity_member",
    }
    with pytest.raises(ValidationError, match="who holds no office"):
        conclude(cast, election, posts_given=both)
    conclude(cast, election)
    rows = Appointment.objects.filter(in_force(TODAY), post__unit=cast.units["branch"])
    bases = {row.post.kind: row.basis for row in rows}
    assert bases == {
        "branch_secretary": "北党〔2026〕9号；2026-11-23 选举支部书记",
        "organisation_member": "北党〔2026〕9号",
    }


def test_the_former_secretary_stays_until_the_new_one_is_elected(cast: Cast) -> None:
    election = reported(cast)
    earlier = TODAY - timedelta(days=3)
    for vote in queries.votes_of(election):
        vote.held_on = earlier
        vote.save()
    conclude(cast, Election.objects.get(pk=election.pk))
    rows = Appointment.objects.filter(post__unit=cast.units["branch"])
    spans = {
        (row.person.name, row.post.kind): (row.valid_from, row.valid_to) for row in rows
    }
    secretary, member = (
        cast.people[role].name for role in ("branch_secretary", "branch_member")
    )
    assert spans[secretary, "branch_secretary"][1] == TODAY
    assert spans[member, "branch_secretary"] == (TODAY, None)
    assert spans[member, "organisation_member"][1] == earlier
    assert spans[secretary, "organisation_member"] == (earlier, None)


def test_not_before_all_steps_and_only_by_the_clerk_above(cast: Cast) -> None:
    election = settled(cast)
    before = held(cast)
    with pytest.raises(ValidationError, match="Not all steps"):
        conclude(cast, election)
    take(cast, election, "report")
    with pytest.raises(Refused):
        conclude(cast, election, HOLDER)
    for wrong in ({"basis": " "}, {"posts_given": {}}):
        with pytest.raises(ValidationError):
            conclude(cast, election, **wrong)
    assert held(cast) == before


def test_not_without_a_vote(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Not all steps"):
        conclude(cast, ready(cast))


def test_a_name_written_in_becomes_a_person_with_a_post(cast: Cast) -> None:
    election = voted_with_a_name_written_in(cast)
    item = Item.objects.get(was_written_in=True)
    secretary, meant = cast.people["branch_secretary"], cast.people["member"]
    operations.name_elected(
        election, named={item.pk: meant}, actor=cast.actor(HOLDER), at=AT
    )
    take(cast, election, "announcement")
    plenary(cast, election, HOLDER, watch="member")
    take(cast, election, "report")
    conclude(cast, election, posts_given={meant.pk: "organisation_member"})
    assert held(cast) == {
        (secretary.name, "branch_secretary"),
        (meant.name, "organisation_member"),
    }
