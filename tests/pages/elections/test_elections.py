"""The pages of an election: from the unit's page to its posts."""

from io import BytesIO

import docx
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.facts.polls.models import Item, Poll
from lianxin.org.posts.models import Term
from lianxin.programmes.elections.models import Election
from lianxin.programmes.elections.queries import votes_of
from tests.cast import Cast
from tests.facts.polls.voting import declared, opened, prepared
from tests.pages.polls.test_polls import words_of
from tests.programmes.elections.changing import (
    CLERK,
    ENDS,
    begun,
    candidates,
    ready,
    reported,
    settled,
    take,
    voted,
    voted_with_a_name_written_in,
)

HOLDER = "branch_secretary"


def test_it_is_begun_on_the_page_of_the_unit(cast: Cast) -> None:
    holder, unit = cast.client(HOLDER), cast.units["branch"].pk
    begin = reverse("elections:begin", args=[unit])
    assert begin in holder.get(reverse("units:unit", args=[unit])).content.decode()
    # five full members need no committee; they may have one all the same
    assert holder.get(begin).context["form"]["way"].value() == "direct"
    told = {"way": "meeting", "seats": 3, "meeting_on": "2026-12-01"}
    holder.post(begin, told)
    election = Election.objects.get()
    assert (election.way, election.seats) == ("meeting", 3)
    page = holder.get(reverse("units:unit", args=[unit])).content.decode()
    assert reverse("elections:election", args=[election.pk]) in page
    assert begin not in page
    step = reverse("elections:step", args=[election.pk, "request"])
    page = holder.get(reverse("elections:election", args=[election.pk]))
    assert step in page.content.decode()
    holder.post(step, {"taken_on": "2026-11-20", "words": "关于换届的请示"})
    page = words_of(holder.get(reverse("elections:election", args=[election.pk])))
    assert "关于换届的请示" in page


def test_the_clerk_above_appoints_at_one_press(cast: Cast) -> None:
    election = reported(cast)
    clerk = cast.client(CLERK)
    conclude = reverse("elections:conclude", args=[election.pk])
    shown = reverse("elections:election", args=[election.pk])
    assert conclude in clerk.get(shown).content.decode()
    assert conclude not in cast.client(HOLDER).get(shown).content.decode()
    form = clerk.get(conclude).context["form"]
    assert form.initial["ends_on"] == ENDS
    # the plenary has elected the secretary: no post is to be chosen for her
    page = words_of(clerk.get(conclude))
    assert f"Branch secretary {cast.people['branch_member'].name}" in page
    assert f"post_{cast.people['branch_member'].pk}" not in form.fields
    kinds = form[f"post_{cast.people['branch_secretary'].pk}"]
    assert (kinds.value(), kinds.field.choices[0]) == (None, ("", "—"))
    assert "branch_secretary" not in dict(kinds.field.choices)
    data = {
        f"post_{cast.people['branch_secretary'].pk}": "organisation_member",
        "ends_on": ENDS.isoformat(),
        "basis": "北党〔2026〕9号",
    }
    assert clerk.post(conclude, data)["Location"] == shown
    assert Term.objects.get(is_latest=True).basis == "北党〔2026〕9号"
    assert "Concluded" in words_of(clerk.get(shown))


def test_who_holds_it_says_who_a_name_written_in_is(cast: Cast) -> None:
    election, holder = voted_with_a_name_written_in(cast), cast.client(HOLDER)
    item, meant = Item.objects.get(was_written_in=True), cast.people["member"]
    names = reverse("elections:names", args=[election.pk])
    shown = reverse("elections:election", args=[election.pk])
    assert names in holder.get(shown).content.decode()
    assert names not in cast.client("member").get(shown).content.decode()
    who = holder.get(names).context["form"][f"person_{item.pk}"]
    assert who.value() == meant.pk
    # of the five who could have been elected three stood under their own names
    offered = {person.name for person in who.field.queryset}
    assert offered == {meant.name, cast.people["discipline_officer"].name}
    assert holder.post(names, {}).status_code == 422
    assert holder.post(names, {f"person_{item.pk}": meant.pk})["Location"] == shown
    item.refresh_from_db()
    assert item.person == meant
    assert names not in holder.get(shown).content.decode()


def test_the_plenary_is_prepared_on_the_page_and_told_there(cast: Cast) -> None:
    election, holder = voted(cast), cast.client(HOLDER)
    take(cast, election, "announcement")
    office = reverse("elections:office", args=[election.pk, "secretary"])
    assert office in words_of_page(cast, election)
    page = words_of(holder.get(office))
    assert "There are as many candidates as places" in page
    offered = {
        p.name for p in holder.get(office).context["form"]["people"].field.queryset
    }
    roles = ("branch_secretary", "branch_member")
    assert offered == {cast.people[role].name for role in roles}
    data = {"title": "选举书记", "held_on": "2026-11-23"}
    both = [cast.people[role].pk for role in roles]
    assert holder.post(office, data | {"people": both}).status_code == 422
    assert holder.post(office, data | {"people": both[1:]}).status_code == 302
    vote = Poll.objects.get(title="选举书记")
    assert reverse("polls:poll", args=[vote.pk]) in words_of_page(cast, election)
    back = reverse("elections:election", args=[election.pk])
    page = holder.get(reverse("polls:poll", args=[vote.pk])).content.decode()
    assert back in page
    assert (
        holder.post(reverse("elections:withdraw", args=[election.pk])).status_code
        == 302
    )
    assert not Poll.objects.filter(title="选举书记").exists()
    none = reverse("elections:office", args=[election.pk, "chair"])
    assert holder.get(none).status_code == 404


def test_what_comes_next_after_a_vote_names_its_rule(cast: Cast) -> None:
    election = ready(cast)
    poll = opened(cast, candidates(cast, election))
    declared(cast, poll, (4, 1, 0), (3, 2, 0), (3, 2, 0))
    rule = reverse("rules:rule", args=["election_outcome"])
    for path in (
        reverse("elections:election", args=[election.pk]),
        reverse("polls:poll", args=[poll.pk]),
    ):
        page = cast.client(HOLDER).get(path)
        assert "Vote again on those with equal votes" in words_of(page)
        assert rule in page.content.decode()
        assert reverse("polls:again", args=[poll.pk]) in page.content.decode()


def test_the_vote_leads_back_to_the_election_and_the_step_to_the_latest_vote(
    cast: Cast,
) -> None:
    election, holder = voted(cast), cast.client(HOLDER)
    shown = reverse("elections:election", args=[election.pk])
    votes = [reverse("polls:poll", args=[v.pk]) for v in votes_of(election)]
    assert len(votes) == 2
    assert [shown in holder.get(v).content.decode() for v in votes] == [True, True]
    alone = prepared(cast)
    page = holder.get(reverse("polls:poll", args=[alone.pk])).content.decode()
    assert shown not in page


def test_after_the_report_its_page_says_who_appoints(cast: Cast) -> None:
    election, holder = settled(cast), cast.client(HOLDER)
    shown = reverse("elections:election", args=[election.pk])
    said = "The office clerk of the unit above does this"
    assert said not in words_of(holder.get(shown))
    take(cast, election, "report")
    assert said in words_of(holder.get(shown))


def test_whoever_appoints_finds_it_on_the_desk_until_it_is_done(cast: Cast) -> None:
    election, clerk = settled(cast), cast.client(CLERK)
    shown = reverse("elections:election", args=[election.pk])

    def told(role: str) -> bool:
        return shown in cast.client(role).get(reverse("home:home")).content.decode()

    assert [told(CLERK), told(HOLDER)] == [False, False]
    take(cast, election, "report")
    assert [told(CLERK), told(HOLDER)] == [True, False]
    data = {f"post_{cast.people['branch_secretary'].pk}": "organisation_member"}
    data |= {"ends_on": ENDS.isoformat(), "basis": "北党〔2026〕9号"}
    clerk.post(reverse("elections:conclude", args=[election.pk]), data)
    assert told(CLERK) is False


def test_a_correction_shows_how_it_stood_and_other_candidates_are_put_up(
    cast: Cast,
) -> None:
    election, holder = ready(cast), cast.client(HOLDER)
    shown = reverse("elections:election", args=[election.pk])
    correct = reverse("elections:correct", args=[election.pk, "notice"])
    step = reverse("elections:about", args=[election.pk, "notice"])
    assert step in holder.get(shown).content.decode()
    assert correct in holder.get(step).content.decode()
    data = {"taken_on": "2026-11-19", "words": "通知〔2026〕8号", "reason": "录错"}
    data["version"] = "0"
    assert holder.post(correct, data)["Location"] == shown
    page = words_of(holder.get(shown))
    assert "检修党〔2026〕1号 (reason: 录错)" in page
    assert "通知〔2026〕8号" in page
    withdraw = reverse("elections:withdraw", args=[election.pk])
    assert withdraw not in holder.get(shown).content.decode()
    candidates(cast, election)
    assert withdraw in holder.get(shown).content.decode()
    assert holder.post(withdraw)["Location"] == shown
    assert (
        reverse("elections:vote", args=[election.pk])
        in holder.get(shown).content.decode()
    )


def test_the_list_asks_the_same_for_one_row_and_for_three(cast: Cast) -> None:
    client, asked = cast.client(HOLDER), []
    election = begun(cast)
    for number in (0, 2):
        for _ in range(number):
            Election.objects.create(
                unit=election.unit,
                seats=3,
                meeting_on=election.meeting_on,
                begun_by=election.begun_by,
                begun_at=election.begun_at,
            )
        client.get(reverse("elections:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("elections:list"))
        asked.append(len(queries))
    assert Election.objects.count() == 3
    assert asked[0] == asked[1]


def text_of(cast: Cast, election: Election, code: str) -> str:
    """The words of one of the papers, which is a Word file."""
    answer = cast.client(HOLDER).get(
        reverse("elections:paper", args=[election.pk, code])
    )
    document = docx.Document(BytesIO(answer.content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_papers_of_an_election_are_written_by_the_rules(cast: Cast) -> None:
    election = begun(cast)
    asked = text_of(cast, election, "request")
    assert "For 2 places there are at least 3 candidates" in asked
    rules = text_of(cast, election, "rules")
    assert "at least 4/5 of those entitled are present" in rules
    assert "A ballot that names more than there are places is invalid." in rules
    for code in ("announcement", "report"):
        early = reverse("elections:paper", args=[election.pk, code])
        assert cast.client(HOLDER).get(early).status_code == 404
        assert early not in words_of_page(cast, election)
    other = reverse("elections:paper", args=[election.pk, "none"])
    assert cast.client(HOLDER).get(other).status_code == 404


def words_of_page(cast: Cast, election: Election) -> str:
    page = cast.client(HOLDER).get(reverse("elections:election", args=[election.pk]))
    return page.content.decode()


def test_report_and_file_tell_the_vote_and_who_was_elected(cast: Cast) -> None:
    election = voted(cast)
    assert reverse("elections:paper", args=[election.pk, "report"]) in words_of_page(
        cast, election
    )
    names = [cast.people[role].name for role in ("branch_secretary", "branch_member")]
    for code in ("report", "file"):
        told = text_of(cast, election, code)
        assert "Result of the vote" in told
        assert all(f"{name}: For" in told for name in names)
        (line,) = [one for one in told.split("\n") if one.startswith("Elected: ")]
        assert all(name in line for name in names)
    whole = text_of(cast, election, "file")
    assert "Request to hold the election: " in whole
    for code in ("request", "rules"):
        lines = text_of(cast, election, code).split("\n")
        assert [line for line in lines[1:-2] if line not in whole] == []
    announced = text_of(cast, election, "announcement")
    (line,) = [one for one in announced.split("\n") if one.startswith("Elected to the")]
    assert all(name in line for name in names)
    assert ": For" not in announced
    pdf = reverse("elections:paper", args=[election.pk, "file"]) + "?format=pdf"
    answer = cast.client(HOLDER).get(pdf)
    assert b"".join(answer).startswith(b"%PDF")
