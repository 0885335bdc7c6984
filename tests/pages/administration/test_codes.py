"""Making accounts for the filtered list, with codes shown once."""

import re

from lianxin.base.accounts.models import User
from lianxin.org.people.models import Person
from tests.cast import Cast
from tests.pages.administration.test_account_list import staff

PAGE = "/administration/accounts/codes/"
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def test_everybody_without_account_gets_a_slip(cast: Cast) -> None:
    people = [staff(cast, n) for n in ("N01", "N02")]
    answer = cast.client("sub_clerk").post(PAGE)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [p.name in page for p in people] == [True, True]
    assert len(CODE.findall(page)) == 2
    assert User.objects.filter(username__in=["n01", "n02"]).count() == 2


def test_the_page_is_kept_nowhere(cast: Cast) -> None:
    staff(cast, "N01")
    answer = cast.client("sub_clerk").post(PAGE)
    assert "no-store" in answer["Cache-Control"]


def test_only_the_filtered_ones(cast: Cast) -> None:
    staff(cast, "N01")
    staff(cast, "N02")
    cast.client("sub_clerk").post(PAGE, {"words": "N02"})
    assert User.objects.filter(username__startswith="n0").count() == 1


def test_nobody_of_other_units(cast: Cast) -> None:
    other = staff(cast, "N09", unit="department")
    cast.client("sub_clerk").post(PAGE)
    assert Person.objects.get(pk=other.pk).account is None


def test_the_code_opens_the_account(cast: Cast, client) -> None:
    staff(cast, "N01")
    page = cast.client("sub_clerk").post(PAGE).content.decode()
    code = CODE.findall(page)[0]
    answer = client.post("/accounts/login/", {"login": "N01", "password": code})
    assert answer.status_code == 302
    assert client.get("/")["Location"] == "/accounts/password/"


def test_a_second_time_there_is_nobody_left(cast: Cast) -> None:
    staff(cast, "N01")
    clerk = cast.client("sub_clerk")
    clerk.post(PAGE)
    answer = clerk.post(PAGE, follow=True)
    assert "has an account already" in answer.content.decode()


def test_opening_it_without_sending_leads_back(cast: Cast) -> None:
    answer = cast.client("clerk").get(PAGE)
    assert answer["Location"] == "/administration/accounts/"


def test_others_are_told_why_not(cast: Cast) -> None:
    assert cast.client("branch_secretary").post(PAGE).status_code == 403
