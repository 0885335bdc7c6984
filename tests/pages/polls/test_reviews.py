"""A review from its beginning at one press to the grades that the committee decides."""

import re
from datetime import timedelta

from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.facts.polls.models import Appraisal, Poll
from tests.cast import Cast
from tests.facts.polls.reviews import GRADES, reviewed
from tests.facts.polls.voting import DAY, FULL_MEMBERS, HOLDER, prepared
from tests.pages.polls.test_polls import told as written
from tests.pages.polls.test_polls import words_of

THREE = ("branch_member", "member", "sub_clerk")


def three_reviewed(cast: Cast) -> Poll:
    rows = ((5, 0, 0, 0), (1, 4, 0, 0), (0, 1, 1, 3))
    return reviewed(cast, *rows, people=[cast.people[role] for role in THREE])


def test_this_years_review_is_begun_at_one_press(cast: Cast) -> None:
    client, branch = cast.client(HOLDER), cast.units["branch"]
    address = reverse("polls:begin", args=[branch.pk, "member_review"])
    offered = client.get(reverse("polls:add")).content.decode()
    assert f'href="{address}"' in offered
    by_hand = reverse("polls:prepare", args=[branch.pk, "member_review"])
    assert f'href="{by_hand}"' not in offered
    assert f'href="{by_hand}"' in client.get(address).content.decode()
    page = client.get(address)
    assert {p.pk for p in page.context["draft"].people} == {
        cast.people[role].pk for role in FULL_MEMBERS
    }
    held_on = page.context["form"].initial["held_on"].isoformat()
    answer = client.post(address, {"held_on": held_on})
    poll = Poll.objects.get()
    assert answer.headers["location"] == reverse("polls:poll", args=[poll.pk])
    assert (poll.kind, poll.items.count()) == ("member_review", len(FULL_MEMBERS))
    again = client.post(address, {"held_on": held_on})
    assert (again.status_code, "prepared already" in words_of(again)) == (422, True)


def test_where_votes_are_prepared_elections_are_pointed_at(cast: Cast) -> None:
    offered = cast.client(HOLDER).get(reverse("polls:add"))
    assert f'href="{reverse("elections:list")}"' in offered.content.decode()


def test_last_years_review_leads_to_this_years(cast: Cast) -> None:
    poll = three_reviewed(cast)
    begin = reverse("polls:begin", args=[poll.unit_id, "member_review"])
    page = reverse("polls:poll", args=[poll.pk])
    client = cast.client(HOLDER)
    Poll.objects.filter(pk=poll.pk).update(held_on=clock.today())
    assert f'href="{begin}"' not in client.get(page).content.decode()
    last_year = clock.today() - timedelta(days=366)
    Poll.objects.filter(pk=poll.pk).update(held_on=last_year)
    assert f'href="{begin}"' in client.get(page).content.decode()


def test_the_committee_decides_within_the_limit(cast: Cast) -> None:
    poll, client = three_reviewed(cast), cast.client(HOLDER)
    address = reverse("polls:grade", args=[poll.pk])
    page = client.get(address)
    assert "may go to 1 at most: 1/3 of the 5 full members" in words_of(page)
    assert "Votes: Excellent 5, Qualified 0" in words_of(page)
    first = page.context["form"].initial
    items = [item.pk for item in poll.items.all()]
    # What most gave stands there to begin with.
    assert [first[f"grade_{pk}"] for pk in items] == [GRADES[0], GRADES[1], GRADES[3]]
    sent = {f"grade_{pk}": "excellent" for pk in items}
    day = {"decided_on": DAY.isoformat()}
    refused = client.post(address, {**sent, **day})
    assert refused.status_code == 422
    assert "3 are given the grade Excellent" in words_of(refused)
    assert Appraisal.objects.count() == 0
    sent |= {f"grade_{items[1]}": "qualified", f"grade_{items[2]}": "unqualified"}
    assert client.post(address, {**sent, **day}).status_code == 302
    told = words_of(client.get(reverse("polls:poll", args=[poll.pk])))
    assert re.search(r"唐小满 Not qualified", told)
    again = client.post(address, {**sent, **day, "reason": "重新研究"})
    assert again.status_code == 302
    assert "Decided again: 重新研究" in words_of(
        client.get(reverse("polls:poll", args=[poll.pk]))
    )


def test_a_low_grade_stands_on_no_page_of_others(cast: Cast) -> None:
    poll, client = three_reviewed(cast), cast.client(HOLDER)
    items = [item.pk for item in poll.items.all()]
    codes = ("excellent", "qualified", "unqualified")
    sent = {f"grade_{pk}": code for pk, code in zip(items, codes, strict=True)}
    client.post(
        reverse("polls:grade", args=[poll.pk]), {**sent, "decided_on": DAY.isoformat()}
    )
    paper = reverse("polls:minutes", args=[poll.pk])
    assert "单雪 Excellent; 何秋实 Qualified; 唐小满 Not qualified." in written(
        client.get(paper)
    )
    assert "何秋实" not in written(cast.client("discipline_officer").get(paper))
    page = reverse("polls:poll", args=[poll.pk])
    told = {
        role: re.findall(
            r"(单雪|何秋实|唐小满) (Excellent|Qualified|Not qualified)\b",
            words_of(cast.client(role).get(page)),
        )
        for role in ("member", "discipline_officer", "sub_clerk", "secretary")
    }
    praised = ("单雪", "Excellent")
    assert told == {
        "member": [praised, ("何秋实", "Qualified")],
        "discipline_officer": [praised],
        "sub_clerk": [praised, ("唐小满", "Not qualified")],
        "secretary": [praised],
    }


def test_weights_of_criteria_are_counted(cast: Cast) -> None:
    client, branch = cast.client(HOLDER), cast.units["branch"]
    address = reverse("polls:prepare", args=[branch.pk, "team_review"])
    sent = {
        "title": "测评",
        "held_on": DAY.isoformat(),
        "mode": "paper",
        "lines": "领导班子",
        "criteria": "政治 60\n业绩 四十",
    }
    refused = client.post(address, sent)
    assert "Write the words, a space and a number: 业绩 四十" in words_of(refused)
    client.post(address, sent | {"criteria": "政治 60\n业绩 40"})
    poll = Poll.objects.get()
    assert [(i.text, i.weight) for i in poll.items.all()] == [
        ("领导班子 · 政治", 60),
        ("领导班子 · 业绩", 40),
    ]


def test_the_words_of_the_rulebook_stand_in_a_new_form(cast: Cast) -> None:
    client = cast.client("union_chair")
    page = client.get(
        reverse("polls:prepare", args=[cast.units["union"].pk, "congress_motion"])
    )
    assert page.context["form"].initial["lines"].splitlines() == [
        "Adopt the draft of the collective contract",
        "Adopt the draft of the special contract on wages",
    ]
    prepared(
        cast,
        kind="recommendation",
        title="2025年推荐",
        people=[cast.people["member"]],
        lines=[],
        seats=1,
    )
    Poll.objects.update(held_on=DAY.replace(year=2025))
    branch = cast.units["branch"]
    page = cast.client(HOLDER).get(
        reverse("polls:prepare", args=[branch.pk, "recommendation"])
    )
    year = clock.today().year
    initial = page.context["form"].initial
    assert (initial["title"], initial["seats"]) == (f"{year}年推荐", 1)
