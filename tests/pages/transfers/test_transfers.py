"""Pages of transfers: from asking to the day on which the member is received."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.base.ui import clock
from lianxin.org.approvals import operations as approvals
from lianxin.org.approvals.models import Approval
from lianxin.org.letters.models import Letter
from lianxin.org.transfers.models import Transfer
from tests.cast import AT, Cast
from tests.org.transfers.moving import ask, memberships, newcomer, release
from tests.pages.world import World

QUERIES_OF_LIST = 11


def test_from_the_person_to_the_new_branch(cast: Cast) -> None:
    clerk, person = cast.client("sub_clerk"), cast.people["member"]
    page = clerk.get(reverse("people:person", args=[person.pk])).content.decode()
    path = reverse("transfers:ask")
    assert f"{path}?person={person.pk}" in page
    form = clerk.get(path, {"person": str(person.pk)}).context["form"]
    assert form["person"].value() == "何秋实 (T009)"
    sent = {"person": "T009", "to_unit": "运行二支部", "reason": "工作调动"}
    answer = clerk.post(path, sent)
    transfer = Transfer.objects.get()
    assert answer["Location"] == reverse("transfers:transfer", args=[transfer.pk])
    secretary = cast.client("branch_secretary")
    approval = reverse("approvals:agree", args=[Approval.objects.get().pk])
    assert secretary.post(approval, {"reason": "同意"}).status_code == 302
    receiving = cast.client("outsider")
    assert "Transfer of 何秋实" in receiving.get("/").content.decode()
    receive = reverse("transfers:receive", args=[transfer.pk])
    shown = receiving.get(answer["Location"])
    assert receive in shown.content.decode()
    assert shown.context["why"].pill.word == "Waits to be received"
    day = clock.today()
    receiving.post(receive, {"received_on": day.isoformat()})
    assert memberships(person)[1] == ("运行二支部", day, None)
    assert "Transfer of 何秋实" not in receiving.get("/").content.decode()


def test_out_with_the_letter_of_introduction(cast: Cast) -> None:
    secretary = cast.client("branch_secretary")
    sent = {"person": "T009", "elsewhere": "江城供电公司党委", "reason": "调离"}
    secretary.post(reverse("transfers:send_out"), sent)
    transfer = Transfer.objects.get()
    approvals.agree(transfer.approval, actor=cast.actor("secretary"), at=AT)
    path = reverse("transfers:letter", args=[transfer.pk])
    form = secretary.get(path).context["form"]
    assert form["to_unit"].value() == "江城供电公司党委"
    values = {
        "person_name": "何秋实",
        "gender": "女",
        "age": "31",
        "ethnicity": "汉族",
        "standing": "正式党员",
        "from_unit": "检修一支部",
        "to_unit": "江城供电公司党委",
        "dues_until": "2026年11月",
        "days": "90",
        "addressee": "江城供电公司党委",
        "language": "zh-Hans",
    }
    answer = secretary.post(path, values)
    letter = Letter.objects.get()
    assert answer["Location"] == reverse("letters:letter", args=[letter.pk])
    about = secretary.get(answer["Location"]).context["about"]
    assert about.title == "Transfer of 何秋实"


def test_somebody_comes_from_elsewhere(cast: Cast) -> None:
    person = newcomer(cast)
    sent = {
        "person": person.employee_number,
        "to_unit": "运行二支部",
        "elsewhere": "江城供电公司党委",
        "their_number": "江供组介〔2026〕8号",
        "their_day": "2026-11-10",
        "standing": "full",
        "standing_from": "2015-07-01",
        "reason": "调入",
    }
    cast.client("clerk").post(reverse("transfers:expect"), sent)
    transfer = Transfer.objects.get()
    assert (transfer.person, transfer.to_unit) == (person, cast.units["other"])
    assert transfer.standing_from.isoformat() == "2015-07-01"


def test_each_side_sees_only_its_own(cast: Cast) -> None:
    transfer = ask(cast)
    seen = {
        role
        for role in ("sub_clerk", "outsider", "member", "union_chair", "employee")
        if list(
            cast.client(role)
            .get(reverse("transfers:list"))
            .context["table"]
            .page.object_list
        )
        == [transfer]
    }
    assert seen == {"sub_clerk", "outsider", "member"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client("clerk")
    for role in ("member", "branch_member", "discipline_officer")[:rows]:
        cast.people["member"] = cast.people[role]
        release(cast, ask(cast))
    client.get(reverse("transfers:list"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        answer = client.get(reverse("transfers:list"))
    assert len(answer.context["table"].page.object_list) == rows


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"stage": "on_way"}, 1),
        ({"stage": "asked"}, 0),
        ({"stage": "overdue"}, 0),
        ({"q": "heqiushi"}, 1),
        ({"q": "沈国"}, 0),
        ({"unit": "运行二支部"}, 1),
        ({"unit": "检修车间"}, 0),
        ({"since": "2026-11-24"}, 0),
        ({"until": "2026-11-23"}, 1),
    ],
)
def test_filters(asked: dict[str, str], found: int, world: World) -> None:
    answer = world.cast.client("clerk").get(reverse("transfers:list"), asked)
    assert len(answer.context["table"].page.object_list) == found
