"""The list of requests, the page of one, and the decisions."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Approval, Decision, Withdrawal
from lianxin.org.approvals.queries import outcome_of
from lianxin.org.posts.models import Post
from tests.cast import Cast
from tests.org.approvals.asking import ask

QUERIES = 10


def text(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [row[0].value for row in response.context["table"].rows]


@pytest.mark.parametrize(
    ("role", "all_of_them", "waiting", "asked"),
    [
        ("branch_secretary", 1, 0, 1),
        ("branch_member", 1, 0, 1),
        ("sub_clerk", 1, 1, 0),
        ("leader", 1, 0, 0),
        ("clerk", 1, 0, 0),
        ("administrator", 0, 0, 0),
        ("employee", 0, 0, 0),
        ("outsider", 0, 0, 0),
    ],
)
def test_each_list_has_what_concerns_one(cast: Cast, role, all_of_them, waiting, asked):
    ask(cast)
    client = cast.client(role)
    found = [
        len(titles(client.get("/approvals/", {"which": which})))
        for which in ("", "waiting", "asked")
    ]
    assert found == [all_of_them, waiting, asked]


@pytest.mark.parametrize("which", ["", "waiting", "asked", "<b>"])
def test_it_opens_empty_and_with_nonsense(cast: Cast, which):
    response = cast.client("employee").get("/approvals/", {"which": which})
    assert response.status_code == 200
    assert titles(response) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_whatever_the_number(
    cast: Cast, rows, django_assert_num_queries
):
    for _ in range(rows):
        ask(cast)
    client = cast.client("sub_clerk")
    client.get("/approvals/")
    with django_assert_num_queries(QUERIES):
        client.get("/approvals/", headers={"hx-request": "true"})


@pytest.mark.parametrize(
    ("role", "sees", "decides", "withdraws"),
    [
        ("branch_secretary", 200, 403, 200),
        ("branch_member", 200, 403, 403),
        ("sub_clerk", 200, 200, 403),
        ("leader", 200, 403, 403),
        ("clerk", 200, 403, 403),
        ("administrator", 404, 404, 404),
        ("member", 404, 404, 404),
        ("outsider", 404, 404, 404),
    ],
)
def test_who_sees_decides_and_withdraws(cast: Cast, role, sees, decides, withdraws):
    address = f"/approvals/{ask(cast).pk}/"
    client = cast.client(role)
    assert client.get(address).status_code == sees
    assert client.get(f"{address}agree/").status_code == decides
    assert client.get(f"{address}return/").status_code == decides
    assert client.get(f"{address}withdraw/").status_code == withdraws


def test_the_page_has_steps_reasons_and_the_thing(cast: Cast):
    approval = ask(cast)
    client = cast.client("sub_clerk")
    page = text(client.get(f"/approvals/{approval.pk}/"))
    assert "to decide now" in page
    assert f'href="/org/units/{cast.units["branch"].pk}/"' in page
    sent = {"reason": "<b>同意</b>", "basis": "党委会纪要12号"}
    decided = client.post(f"/approvals/{approval.pk}/agree/", sent)
    assert decided.url == f"/approvals/{approval.pk}/"
    page = text(client.get(f"/approvals/{approval.pk}/"))
    assert "&lt;b&gt;同意&lt;/b&gt;" in page
    assert "党委会纪要12号" in page
    assert "高远山" in page


def test_a_return_needs_a_reason(cast: Cast):
    approval = ask(cast)
    client = cast.client("sub_clerk")
    for reason in ("", "   ", "长" * 2001):
        response = client.post(f"/approvals/{approval.pk}/return/", {"reason": reason})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["reason"]
    assert Decision.objects.count() == 0
    response = client.post(f"/approvals/{approval.pk}/return/", {"reason": "不全"})
    assert response.status_code == 302
    approval = Approval.objects.get()
    assert outcome_of(approval).progress is Progress.RETURNED


def test_what_is_settled_offers_no_decision(cast: Cast):
    approval = ask(cast)
    client = cast.client("sub_clerk")
    client.post(f"/approvals/{approval.pk}/return/", {"reason": "不全"})
    page = text(client.get(f"/approvals/{approval.pk}/"))
    assert "/agree/" not in page
    assert client.get(f"/approvals/{approval.pk}/agree/").status_code == 403


def test_the_asker_takes_it_back(cast: Cast):
    approval = ask(cast)
    client = cast.client("branch_secretary")
    sent = {"reason": "已提前完成"}
    response = client.post(f"/approvals/{approval.pk}/withdraw/", sent)
    assert response.status_code == 302
    assert Withdrawal.objects.get().reason == "已提前完成"
    assert "已提前完成" in text(client.get(f"/approvals/{approval.pk}/"))


def test_a_request_that_nobody_can_decide_says_what_to_do(cast: Cast):
    told = "Whoever asked withdraws the request and asks again."
    approval = ask(cast)
    client, today = cast.client("branch_secretary"), clock.today()
    post = approval.steps.get(order=1).post
    found = []
    for closed_on in (None, today + timedelta(days=1), today):
        Post.objects.filter(pk=post.pk).update(valid_to=closed_on)
        found.append(told in text(client.get(f"/approvals/{approval.pk}/")))
    assert found == [False, False, True]
    client.post(f"/approvals/{approval.pk}/withdraw/", {"reason": "换人审批"})
    assert told not in text(client.get(f"/approvals/{approval.pk}/"))
