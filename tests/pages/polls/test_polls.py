"""A vote from its preparation to its papers, through the pages."""

import io
import re

import docx
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.facts.polls.models import Poll
from lianxin.org.people.operations import Told, begin_situation
from tests.cast import AT, Cast
from tests.facts.polls.voting import DAY, counted, declared, opened, prepared

HOLDER = "branch_secretary"


def words_of(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def told(answer: HttpResponse) -> str:
    """All words of a Word document."""
    document = docx.Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


ELECTIONS = "Regulations on elections in grassroots Party organisations"


def prepared_by_form(cast: Cast) -> Poll:
    """An election of two of three; on line it is refused, with the reason."""
    holder = cast.client(HOLDER)
    three = ("branch_secretary", "branch_member", "sub_clerk")
    unit = cast.units["branch"].pk
    address = reverse("polls:prepare", args=[unit, "committee_election"])
    data = {
        "title": "选举支部委员",
        "held_on": "2026-11-23",
        "mode": "sealed",
        "people": [cast.people[role].pk for role in three],
        "seats": 2,
    }
    basis = f"Constitution of the Communist Party of China; {ELECTIONS} (not yet"
    assert words_of(holder.get(address)).count(basis) == 1  # where it is chosen
    refused = holder.post(address, data)
    assert refused.status_code == 422
    # and with the refusal, at the head and beside the field
    assert words_of(refused).count(basis) == 3
    made = holder.post(address, data | {"mode": "paper"})
    poll = Poll.objects.get()
    assert made["Location"] == reverse("polls:poll", args=[poll.pk])
    return poll


def count_of(poll: Poll) -> dict[str, object]:
    """A count that ends in a tie for the second place."""
    count = {"present": 5, "issued": 5, "returned": 5, "invalid": 0, "written_in": ""}
    for item, row in zip(poll.items.all(), ((4, 1), (3, 2), (3, 2)), strict=True):
        count |= {f"votes_{item.pk}_for": row[0], f"votes_{item.pk}_against": row[1]}
        count |= {f"votes_{item.pk}_abstain": 0}
    return count


def test_an_election_from_candidates_to_the_vote_on_a_tie(cast: Cast) -> None:
    holder, poll = cast.client(HOLDER), prepared_by_form(cast)
    tellers = {
        "first_teller": cast.people["member"].pk,
        "second_teller": cast.people["discipline_officer"].pk,
        "scrutineers": [cast.people["discipline_officer"].pk],
        "passed": "举手表决，全体同意",
    }
    holder.post(reverse("polls:open", args=[poll.pk]), tellers)
    count, counts = count_of(poll), reverse("polls:count", args=[poll.pk])
    wrong = count | {f"votes_{poll.items.first().pk}_for": 3}
    assert cast.client("member").post(counts, wrong).status_code == 302
    assert cast.client("discipline_officer").post(counts, count).status_code == 302
    shown, declare = (
        reverse(f"polls:{n}", args=[poll.pk]) for n in ("poll", "declare")
    )
    page = words_of(holder.get(shown))
    assert f"{poll.items.first().text} · For: 3 and 4" in page
    assert holder.post(declare).status_code == 422
    cast.client("member").post(counts, count)
    assert holder.post(declare).status_code == 302
    page = words_of(holder.get(shown))
    assert "A tie for the last place" in page
    assert "At least 4/5 of the 5 entitled must be present, which is 4" in page
    day = {"held_on": "2026-11-23"}
    again = holder.post(reverse("polls:again", args=[poll.pk]), day)
    second = Poll.objects.get(follows=poll)
    assert again["Location"] == reverse("polls:poll", args=[second.pk])
    paper = told(holder.get(reverse("polls:minutes", args=[poll.pk])))
    assert "For 4, Against 1, Abstain 0" in paper
    sheet = told(holder.get(reverse("polls:sheet", args=[poll.pk])))
    for said in (paper, sheet):
        assert said.count(f"there were 5 ({ELECTIONS}).") == 1
        assert (
            said.count(
                f"of the 5 present must vote for it, which is 3 votes ({ELECTIONS})."
            )
            == 1
        )
    watch = f"Scrutineers: {cast.people['discipline_officer'].name}. Tellers: "
    assert watch in paper
    assert "Passed: 举手表决，全体同意." in paper
    assert f"Scrutineer {cast.people['discipline_officer'].name} (signature)" in sheet
    assert (
        f"Vote again on those with equal votes, for the places left open. Basis: {ELECTIONS}."
        in paper
    )
    ballot = told(holder.get(reverse("polls:ballot", args=[second.pk])))
    assert "1 are to be elected" in ballot
    assert {cast.people["sub_clerk"].name, "□"} <= set(ballot.splitlines())


def test_sheet_and_minutes_name_the_article_and_the_sheet_leaves_blanks(
    cast: Cast,
) -> None:
    poll, holder = prepared(cast), cast.client(HOLDER)
    sheet = reverse("polls:sheet", args=[poll.pk])
    article = "(Regulations on the work of Party branches (trial), Article 11)."
    quorum = "At least 1/2 of the %s entitled must be present, which is %s; there were"
    votes = "More than 1/2 of the %s entitled must vote for it, which is %s votes"

    def asked(entitled: object, needed: object, present: object) -> str:
        people = (entitled, needed)
        return f"{quorum % people} {present} {article} {votes % people} {article}"

    assert asked("____", "____", "____") in told(holder.get(sheet))
    opened(cast, poll)
    assert asked(5, 3, "____") in told(holder.get(sheet))
    declared(cast, poll, (3, 1, 0), present=4)
    assert asked(5, 3, 4) in told(holder.get(sheet))
    paper = told(holder.get(reverse("polls:minutes", args=[poll.pk])))
    assert asked(5, 3, 4) in paper.replace("\n", " ")


def rows_of_sheet(client: Client, poll: Poll) -> list[list[str]]:
    answer = client.get(reverse("polls:sheet", args=[poll.pk]))
    (table,) = docx.Document(io.BytesIO(answer.content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_after_the_result_the_count_sheet_is_filled_in(cast: Cast) -> None:
    poll, holder = opened(cast, prepared(cast)), cast.client(HOLDER)
    blank = rows_of_sheet(holder, poll)
    tellers = [cast.people[role].name for role in ("member", "discipline_officer")]
    declared(cast, poll, (3, 1, 0), present=4)
    filled = rows_of_sheet(holder, poll)
    assert filled == [
        ["Name or motion", "For", "Against", "Abstain"],
        ["Entitled to vote", "5", "", ""],
        ["Present with the right to vote", "4", "", ""],
        ["Ballots handed out", "4", "", ""],
        ["Ballots handed in", "4", "", ""],
        ["Invalid ballots", "0", "", ""],
        ["Valid ballots", "4", "", ""],
        ["同意年度计划", "3", "1", "0"],
        *([f"Teller {name} (signature)", "", "", ""] for name in tellers),
        ["Scrutineer (signature)", "", "", ""],
    ]
    assert [row[0] for row in blank] == [row[0] for row in filled]
    assert {cell for row in blank[1:] for cell in row[1:]} == {""}


def test_on_the_count_sheet_of_a_review_nobody_reads_what_others_were_given(
    cast: Cast,
) -> None:
    graded = [cast.people["member"], cast.people["branch_member"]]
    poll = opened(cast, prepared(cast, kind="member_review", people=graded, lines=[]))
    rows = {item.pk: {"excellent": 3, "qualified": 2} for item in poll.items.all()}
    for role in ("member", "discipline_officer"):
        counted(cast, poll, role, votes=rows)
    cast.client(HOLDER).post(reverse("polls:declare", args=[poll.pk]))
    names = {person.name for person in graded}
    seen = {
        role: {row[0] for row in rows_of_sheet(cast.client(role), poll)} & names
        for role in ("member", "sub_clerk", HOLDER)
    }
    assert seen == {"member": {graded[0].name}, "sub_clerk": set(), HOLDER: names}


def test_how_many_are_present_is_left_blank_on_the_sheet_of_an_election(
    cast: Cast,
) -> None:
    three = [cast.people[r] for r in ("branch_secretary", "branch_member", "sub_clerk")]
    poll = prepared(cast, kind="committee_election", seats=2, people=three, lines=[])
    opened(cast, poll)
    said = told(cast.client(HOLDER).get(reverse("polls:sheet", args=[poll.pk])))
    assert (
        "At least 4/5 of the 5 entitled must be present, which is 4; there were ____ "
        f"({ELECTIONS}). More than 1/2 of the ____ present must vote for it, which is "
        f"____ votes ({ELECTIONS})."
    ) in said


def test_a_choice_says_that_nobody_need_be_chosen(cast: Cast) -> None:
    two, holder = (
        [cast.people[r] for r in ("branch_member", "sub_clerk")],
        cast.client(HOLDER),
    )
    poll = prepared(cast, kind="recommendation", seats=1, people=two, lines=[])
    opened(cast, poll)
    rows = [{"for": 2}, {"for": 1}]
    votes = dict(zip((item.pk for item in poll.items.all()), rows, strict=True))
    for role in ("member", "discipline_officer"):
        counted(cast, poll, role, votes=votes)
    holder.post(reverse("polls:declare", args=[poll.pk]))
    said = (
        "Nobody need be chosen: whoever marks nothing chooses none of these, and that "
        "is a valid vote."
    )
    papers = {
        name: told(holder.get(reverse(f"polls:{name}", args=[poll.pk]))).count(said)
        for name in ("ballot", "sheet", "minutes")
    }
    assert papers == {"ballot": 1, "sheet": 1, "minutes": 1}
    page = holder.get(reverse("polls:poll", args=[poll.pk]))
    assert (words_of(page).count(said), "Recommended" in words_of(page)) == (1, True)
    ballot = reverse("polls:ballot", args=[prepared(cast).pk])
    assert said not in told(holder.get(ballot))


def test_nobody_but_the_tellers_and_who_holds_it_sees_how_far_the_count_is(
    cast: Cast,
) -> None:
    poll = opened(cast, prepared(cast))
    address = reverse("polls:poll", args=[poll.pk])
    seen = {
        role: "has not entered a count yet" in words_of(cast.client(role).get(address))
        for role in ("member", HOLDER, "sub_clerk", "secretary")
    }
    assert seen == {
        "member": True,
        HOLDER: True,
        "sub_clerk": False,
        "secretary": False,
    }


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_each_paper_is_a_file(cast: Cast, format_: str) -> None:
    poll = opened(cast, prepared(cast))
    for name in ("ballot", "sheet"):
        answer = cast.client(HOLDER).get(
            reverse(f"polls:{name}", args=[poll.pk]), {"format": format_}
        )
        start = {"docx": b"PK", "pdf": b"%PDF"}[format_]
        assert answer.content.startswith(start)


def test_the_list_asks_the_same_for_one_row_and_for_three(cast: Cast) -> None:
    client, asked = cast.client(HOLDER), []
    for number in (1, 2):
        for _ in range(number):
            prepared(cast)
        client.get(reverse("polls:list"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("polls:list"))
        asked.append(len(queries))
    assert Poll.objects.count() == 3
    assert asked[0] == asked[1]


IN_DETENTION = "Regulations on elections in grassroots Party organisations, Article 5"
SUSPENDED = (
    "Regulations on the education and management of Party members (not yet verified)"
)


@pytest.mark.parametrize(
    ("circumstance", "called", "basis"),
    [
        ("in_detention", "In detention", IN_DETENTION),
        ("suspended", "Membership suspended", SUSPENDED),
    ],
)
def test_who_opens_is_told_who_may_not_vote_and_why(
    cast: Cast, circumstance: str, called: str, basis: str
) -> None:
    poll = prepared(cast)
    begin_situation(
        cast.people["member"],
        circumstance=circumstance,
        valid_from=DAY,
        told=Told(basis="监委决定一号"),
        actor=cast.actor("clerk"),
        at=AT,
    )
    page = cast.client("branch_secretary").get(f"/polls/{poll.pk}/open/")
    assert page.context["number"] == 4
    assert page.context["without_rights"] == [("何秋实", called, basis)]
