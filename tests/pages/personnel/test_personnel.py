"""From the token to the settled difference; what the endpoint answers."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from lianxin.org.people.models import Person
from lianxin.org.personnel import queries
from lianxin.org.personnel.enums import ENDPOINT
from lianxin.org.personnel.models import Difference, Token, Update
from lianxin.org.units.models import Unit
from tests.cast import Cast, found

CSV = "工号,姓名,部门\nN001,新来,检修车间\nT009,何秋石,\n,无号,\n"


@pytest.fixture
def secret(cast: Cast) -> str:
    """A token made on its page, copied from the answer."""
    client = cast.client("sub_clerk")
    page = client.post(reverse("personnel:make_token"), {"name": "人事系统"})
    assert "no-store" in page["Cache-Control"]
    found = re.search(r"<code>([\w-]{43})</code>", page.content.decode())
    assert found
    return found[1]


def send(secret: str, body: bytes, kind: str = "text/csv", **asked: str):
    return Client().post(
        reverse("api:send_update", query=asked or None),
        body,
        content_type=kind,
        headers={"authorization": f"Bearer {secret}", "accept-language": "en"},
    )


def test_the_system_sends_and_the_clerk_settles(cast: Cast, secret: str) -> None:
    answer = send(secret, CSV.encode())
    assert answer.status_code == 200
    assert answer.json() == {
        "update": Update.objects.get().pk,
        "rows": 2,
        "differences": {"new": 1, "changed": 1},
        "faults": [{"line": 4, "field": "employee_number", "code": "missing"}],
    }
    assert not Person.objects.filter(employee_number="N001").exists()
    client = cast.client("sub_clerk")
    rows = client.get(reverse("personnel:list")).context["table"].page.object_list
    assert [row.name for row in rows] == ["何秋石", "新来"]
    new = Difference.objects.get(kind="new")
    page = client.get(reverse("personnel:difference", args=[new.pk])).content.decode()
    assert "Adopt it" in page
    adopted = client.post(
        reverse("personnel:adopt", args=[new.pk]), {"on": "2026-11-01"}
    )
    assert adopted.status_code == 302
    assert Person.objects.get(employee_number="N001").name == "新来"
    left = client.get(reverse("personnel:list")).context["table"].page.object_list
    assert [row.name for row in left] == ["何秋石"]
    both = client.get(reverse("personnel:list"), {"all": "yes"})
    assert both.context["table"].count == 2


def test_the_branch_finds_what_concerns_its_members(cast: Cast, secret: str) -> None:
    send(secret, CSV.encode())
    client = cast.client("branch_secretary")
    rows = client.get(reverse("personnel:list")).context["table"].page.object_list
    assert [row.name for row in rows] == ["何秋石"]
    home = client.get(reverse("home:home")).content.decode()
    assert "何秋石" in home
    assert "何秋石" not in cast.client("outsider").get("/").content.decode()


def test_json_may_say_that_it_is_complete(cast: Cast, secret: str) -> None:
    person = {"employee_number": "T009", "name": "何秋实"}
    body = json.dumps({"complete": True, "people": [person]}).encode()
    answer = send(secret, body, "application/json").json()
    assert answer["differences"].keys() == {"left"}
    assert Update.objects.get().is_complete


@pytest.mark.parametrize(
    ("body", "code"), [(b"a,b\n1,2\n", "no_header"), (b'{"people": 1}', "no_people")]
)
def test_what_cannot_be_read_is_told(secret: str, body: bytes, code: str) -> None:
    answer = send(secret, body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["message"]
    assert not Update.objects.exists()


def test_without_a_token_nothing_is_taken(cast: Cast, secret: str) -> None:
    for wrong in ("", "x", secret[:-1]):
        assert send(wrong, CSV.encode()).status_code == 401
    Token.objects.update(revoked_at="2026-11-24T00:00:00Z")
    assert send(secret, CSV.encode()).status_code == 401
    assert not Update.objects.exists()


def test_a_session_is_no_token(cast: Cast) -> None:
    answer = cast.client("clerk").post(
        reverse("api:send_update"), CSV.encode(), content_type="text/csv"
    )
    assert answer.status_code == 401


def test_the_page_of_a_new_token_says_where_to_send_to(cast: Cast) -> None:
    page = cast.client("clerk").post(reverse("personnel:make_token"), {"name": "x"})
    assert reverse("api:send_update") == ENDPOINT
    assert f"POST http://testserver{ENDPOINT}" in page.content.decode()


def test_the_description_names_the_endpoint_and_its_answers() -> None:
    told = Client().get(reverse("api:openapi-json")).json()
    act = told["paths"][reverse("api:send_update")]["post"]
    assert set(act["responses"]) == {"200", "422"}
    assert set(act["requestBody"]["content"]) == {"application/json", "text/csv"}
    assert act["security"] == [{"Bearer": []}]


def test_a_file_is_taken_in_by_hand(cast: Cast) -> None:
    client = cast.client("sub_clerk")
    file = ContentFile(CSV.encode("gb18030"), name="staff.csv")
    answer = client.post(reverse("personnel:take"), {"file": file})
    assert answer["Location"] == reverse("personnel:updates")
    page = client.get(answer["Location"]).content.decode()
    assert "Line 4, Employee number: missing" in page


def test_a_file_that_is_no_feed_says_why(cast: Cast) -> None:
    client = cast.client("sub_clerk")
    file = ContentFile(b"\x00\xff\x81", name="staff.csv")
    answer = client.post(reverse("personnel:take"), {"file": file})
    assert answer.status_code == 422
    assert "This is no text" in answer.content.decode()
    assert not Update.objects.exists()


def test_a_body_too_large_is_told(secret: str) -> None:
    answer = send(secret, b"a" * 5_000_000)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_large")


def test_a_secretary_is_told_who_changes_the_entry(cast: Cast, secret: str) -> None:
    send(secret, CSV.encode())
    [row] = Difference.objects.filter(name="何秋石")
    page = reverse("personnel:difference", args=[row.pk])
    shown = cast.client("branch_secretary").get(page).content.decode()
    assert "Only the office clerk changes the entry" in shown
    assert reverse("personnel:adopt", args=[row.pk]) not in shown
    assert reverse("personnel:settle", args=[row.pk]) in shown
    adopt = reverse("personnel:adopt", args=[row.pk])
    assert cast.client("branch_secretary").get(adopt).status_code == 403
    clerk = cast.client("sub_clerk").get(page).content.decode()
    assert "Only the office clerk changes the entry" not in clerk


@pytest.mark.parametrize(
    ("role", "named"), [("branch_secretary", False), ("sub_clerk", True)]
)
def test_a_restricted_unit_is_named_to_whom_it_is_shown(
    cast: Cast, secret: str, role: str, named: bool
) -> None:
    hidden = found("department", "深空试验室", cast.units["sub"])
    Unit.objects.filter(pk=hidden.pk).update(is_restricted=True)
    send(secret, "工号,姓名,性别,部门\nT009,何秋实,女,深空试验室\n".encode())
    for row in Difference.objects.filter(employee_number="T009"):
        page = reverse("personnel:difference", args=[row.pk])
        shown = cast.client(role).get(page).content.decode()
        if row.kind == "moved":
            assert ("深空试验室" in shown) is named
        else:
            assert "<td>Female</td>" in shown
    assert Difference.objects.count() == 2


def test_what_lies_with_a_unit_that_is_no_more_goes_to_the_sender(
    cast: Cast, secret: str
) -> None:
    send(secret, CSV.encode())
    Unit.objects.filter(pk=cast.units["branch"].pk).update(path=None)
    row = Difference.objects.get(name="何秋石")
    client = cast.client("sub_clerk")
    rows = client.get(reverse("personnel:list")).context["table"].page.object_list
    assert {r.name for r in rows} == {"何秋石", "新来"}
    settle = reverse("personnel:settle", args=[row.pk])
    assert client.post(settle, {"words": "已核对"}).status_code == 302
    row.refresh_from_db()
    assert row.words == "已核对"
    assert not queries.to_settle(cast.actor("union_chair")).exists()
