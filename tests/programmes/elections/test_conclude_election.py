"""At one press: the elected hold their posts, the former committee none, a term begins."""

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
    ready,
    take,
    voted,
    voted_with_a_name_written_in,
)


def conclude(cast: Cast, election: Election, role: str = CLERK, **values) -> Conclusion:
    posts = {
        cast.people["branch_secretary"].pk: "organisation_member",
        cast.people["branch_member"].pk: "branch_secretary",
    }
    given = {
        "posts_given": posts,
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


def test_from_two_votes_to_posts_and_a_new_term(cast: Cast) -> None:
    election = voted(cast)
    names = [
        item.text
        for item in queries.elected(election, queries.votes_of(election)) or ()
    ]
    people = {r: cast.people[r].name for r in ("branch_secretary", "branch_member")}
    assert set(names) == set(people.values())
    take(cast, election, "report")
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


def test_not_before_all_steps_and_only_by_the_clerk_above(cast: Cast) -> None:
    election = voted(cast)
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
    take(cast, election, "report")
    item = Item.objects.get(was_written_in=True)
    secretary, meant = cast.people["branch_secretary"], cast.people["member"]
    standing, outsider = cast.people["branch_member"], cast.people["outsider"]
    posts = {secretary.pk: "branch_secretary", meant.pk: "organisation_member"}
    before = held(cast)
    for named, words in (
        ({}, "which person it is"),
        ({item.pk: standing}, "could not be elected"),
        ({item.pk: outsider}, "could not be elected"),
        ({item.pk: secretary}, "could not be elected"),
    ):
        with pytest.raises(ValidationError, match=words):
            conclude(cast, election, posts_given=posts, named=named)
    assert held(cast) == before
    conclude(cast, election, posts_given=posts, named={item.pk: meant})
    assert held(cast) == {
        (secretary.name, "branch_secretary"),
        (meant.name, "organisation_member"),
    }
    item.refresh_from_db()
    assert (item.person, item.text) == (meant, meant.name)
