"""The pages of an election in its three ways: members, delegates, or without a committee."""

from django.http import HttpResponse
from django.urls import reverse

from lianxin.facts.polls.models import Poll
from lianxin.kernel.rules.election_files import Way
from lianxin.programmes.elections import operations
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.models import Election
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import HOLDER, declared, opened
from tests.pages.elections.test_elections import text_of, words_of_page
from tests.pages.polls.test_polls import words_of
from tests.programmes.elections.changing import BEFORE, CLERK, take
from tests.programmes.elections.test_congress import STEPS, send_delegates
from tests.programmes.elections.test_congress import take as take_of_committee


def begin(cast: Cast, unit: str, role: str, **values) -> HttpResponse:
    path = reverse("elections:begin", args=[cast.units[unit].pk])
    return cast.client(role).post(
        path, {"seats": 2, "meeting_on": "2026-11-23", **values}
    )


def test_a_congress_needs_the_paper_of_the_unit_above(cast: Cast) -> None:
    refused = begin(cast, "sub", CLERK, way="congress")
    assert refused.status_code == 422
    assert "Regulations on elections in grassroots Party organisations, Article 4" in (
        words_of(refused)
    )
    begin(cast, "sub", CLERK, way="congress", basis="华党〔2026〕8号")
    election = Election.objects.get()
    assert (election.way, election.basis) == ("congress", "华党〔2026〕8号")
    page = cast.client(CLERK).get(reverse("elections:election", args=[election.pk]))
    assert "Delegates elected and their credentials checked" in words_of(page)
    assert "Vote in the congress" in words_of(page)
    assert "华党〔2026〕8号" in words_of(page)


def test_a_congress_may_elect_who_is_no_delegate(cast: Cast) -> None:
    names = send_delegates(cast)
    begin(cast, "sub", CLERK, way="congress", basis="华党〔2026〕8号")
    election, clerk = Election.objects.get(), cast.client(CLERK)
    take_of_committee(cast, election, *STEPS)
    vote = reverse("elections:vote", args=[election.pk])
    offered = clerk.get(vote).context["form"]["people"].field.queryset
    assert {cast.people[names[0]], cast.people["member"]} <= set(offered)
    stand = [cast.people[role].pk for role in ("member", "branch_member", names[0])]
    data = {"title": "选举党委委员", "held_on": "2026-11-23", "people": stand}
    assert clerk.post(vote, data).status_code == 302
    poll = Poll.objects.get()
    form = clerk.get(reverse("polls:open", args=[poll.pk])).context["form"]
    # nine delegates are left who are no candidates
    voters = {cast.people[name] for name in names[1:]}
    assert set(form["scrutineers"].field.queryset) == voters
    assert set(form["first_teller"].field.queryset) == voters


def test_a_small_branch_elects_its_secretary_and_the_papers_say_so(cast: Cast) -> None:
    begin(cast, "branch", HOLDER, way="direct")
    election, holder = Election.objects.get(), cast.client(HOLDER)
    assert (election.way, election.seats) == (Way.DIRECT, 1)
    take(cast, election, *BEFORE)
    assert "Election of the secretary" in words_of_page(cast, election)
    page = words_of_page(cast, election)
    assert reverse("elections:vote", args=[election.pk]) not in page
    office = reverse("elections:office", args=[election.pk, "secretary"])
    assert office in page
    assert "The members vote; there is no committee." in words_of(holder.get(office))
    asked = text_of(cast, election, "request")
    assert "the members' meeting elects the secretary on Nov. 23, 2026" in asked
    rules = text_of(cast, election, "rules")
    assert "Article 21" in next(
        line for line in rules.split("\n") if "There is no committee" in line
    )
    poll = operations.prepare_office_vote(
        election,
        office=Office.SECRETARY,
        title="选举支部书记",
        held_on=TODAY,
        people=[cast.people["branch_member"]],
        actor=cast.actor(HOLDER),
        at=AT,
    )
    declared(cast, opened(cast, poll), (5, 0, 0))
    name = cast.people["branch_member"].name
    told = text_of(cast, election, "announcement")
    assert f"Elected Branch secretary: {name}." in told
    assert "Elected to the committee" not in told
    assert "检修一支部: result of the election of the secretary" in told
    assert f"Elected Branch secretary: {name}." in text_of(cast, election, "report")
