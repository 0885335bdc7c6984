"""Making accounts for those chosen, with codes shown once."""

import re

import pytest

from lianxin.base.accounts.models import User
from lianxin.desks.administration import views
from lianxin.org.people.models import Person
from tests.cast import Cast
from tests.pages.administration.test_account_list import staff

PAGE = "/administration/accounts/codes/"
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def send(cast: Cast, *people: Person, role: str = "sub_clerk"):
    return cast.client(role).post(PAGE, {"people": [p.pk for p in people]})


def test_those_without_account_are_shown_and_ticked(cast: Cast) -> None:
    staff(cast, "N01")
    staff(cast, "N09", unit="department")
    page = cast.client("sub_clerk").get(PAGE).content.decode()
    assert re.findall(r"新人(N\d+)", page) == ["N01"]
    assert len(re.findall(r'name="people"[^>]*checked', page)) == 1
    assert "何秋实" not in page


def test_the_filters(cast: Cast) -> None:
    staff(cast, "N01")
    staff(cast, "N02")
    client = cast.client("sub_clerk")
    shown = [
        re.findall(r"新人(N\d+)", client.get(f"{PAGE}{query}").content.decode())
        for query in ("?words=N02", "?unit=检修车间", "?unit=运行", "?words=%00<b>")
    ]
    assert shown == [["N02"], ["N01", "N02"], [], []]


def test_a_whole_subtree_in_batches(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    for number in ("N01", "N02", "N03"):
        staff(cast, number)
    staff(cast, "N09", unit="department")
    client, path = cast.client("clerk"), f"{PAGE}?unit=北川公司党委"
    numbers, left = [], []
    for _batch in range(2):
        page = client.get(path)
        chosen = [m.person.pk for m in page.context["shown"]]
        left.append(page.context["left"])
        made = client.post(path, {"people": chosen})
        numbers.append(len(CODE.findall(made.content.decode())))
        left.append(made.context["left"])
    assert numbers == [2, 1]
    assert left == [1, 1, 0, 0]
    assert "Everybody here has an account" in client.get(path).content.decode()
    assert Person.objects.get(employee_number="N09").account is None


def test_it_opens_where_everybody_has_one(cast: Cast) -> None:
    page = cast.client("sub_clerk").get(PAGE).content.decode()
    assert "Everybody here has an account already." in page


def test_each_gets_a_slip(cast: Cast) -> None:
    people = [staff(cast, n) for n in ("N01", "N02", "N03")]
    answer = send(cast, *people[:2])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [p.name in page for p in people] == [True, True, False]
    assert len(CODE.findall(page)) == 2
    assert User.objects.filter(username__startswith="n0").count() == 2


def test_the_page_is_kept_nowhere(cast: Cast) -> None:
    assert "no-store" in send(cast, staff(cast, "N01"))["Cache-Control"]


def test_the_code_opens_the_account(cast: Cast, client) -> None:
    code = CODE.findall(send(cast, staff(cast, "N01")).content.decode())[0]
    answer = client.post("/accounts/login/", {"login": "N01", "password": code})
    assert answer.status_code == 302
    assert client.get("/accounts/second-factor/")["Location"] == "/accounts/password/"


def test_sent_again_nothing_more_happens(cast: Cast) -> None:
    person = staff(cast, "N01")
    send(cast, person)
    assert send(cast, person).status_code == 422
    assert User.objects.filter(username__startswith="n01").count() == 1


def test_people_of_other_units_cannot_be_chosen(cast: Cast) -> None:
    other = staff(cast, "N09", unit="department")
    assert send(cast, other).status_code == 422
    assert Person.objects.get(pk=other.pk).account is None


@pytest.mark.parametrize("people", [[], [""], ["0"], ["x\0<b>"], ["9" * 30]])
def test_a_choice_that_is_none_is_refused(cast: Cast, people) -> None:
    staff(cast, "N01")
    answer = cast.client("sub_clerk").post(PAGE, {"people": people})
    assert answer.status_code == 422
    assert not User.objects.filter(username="n01").exists()


def test_two_hundred_at_once_are_the_most(cast: Cast) -> None:
    people = [staff(cast, f"N{number:03}") for number in range(201)]
    assert send(cast, *people).status_code == 422
    assert send(cast, *people[:200]).status_code == 200


def test_others_are_told_why_not(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    assert client.get(PAGE).status_code == client.post(PAGE).status_code == 403
