"""No page, list, search or file names a restricted unit or its people to outsiders."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lianxin.base.ui import clock
from lianxin.facts.records.models import Record
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.operations import renew_keys
from lianxin.org.posts.models import Appointment, Charge, Post, Term
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import restrict_unit
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import rebuild_ledger
from tests.cast import AT, LONG_AGO, TODAY, Cast, found
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ask, let_go
from tests.pages.world import World, assembled_world

UNIT, PERSON, GOAL, RECORD = "深空试验党支部", "隐姓名", "完成深空试验", "深空学习"
SECRETS = (UNIT, PERSON, GOAL, RECORD)
OUTSIDE = (
    "administrator",
    "department_head",
    "sub_clerk",
    "branch_secretary",
    "member",
    "employee",
    "union_chair",
    "discipline_officer",
    "outsider",
)
SWEPT = ("administrator", "department_head", "branch_secretary", "discipline_officer")
ABOVE = ("clerk", "secretary", "leader", "organiser")
LISTS = (
    *("units:tree", "people:list", "posts:list", "posts:organisations"),
    *("posts:terms", "goals:list"),
)


@pytest.fixture
def secret(cast: Cast) -> World:
    """The world, with a classified branch of which there is one of everything."""
    world = assembled_world(cast)
    unit = found("branch", UNIT, cast.units["root"])
    person = Person.objects.create(
        name=PERSON, pinyin="yinxingming yxm", employee_number="S001"
    )
    Affiliation.objects.create(
        person=person, unit=unit, belonging="staff", valid_from=LONG_AGO
    )
    Affiliation.objects.create(
        person=person, unit=unit, belonging="party", valid_from=LONG_AGO
    )
    PartyStanding.objects.create(person=person, standing="full", valid_from=LONG_AGO)
    renew_keys(person)
    post = Post.objects.create(unit=unit, kind="branch_secretary", valid_from=LONG_AGO)
    Appointment.objects.create(post=post, person=person, valid_from=LONG_AGO)
    Charge.objects.create(
        post=cast.appointments["leader"].post,
        field="科研",
        unit=unit,
        valid_from=LONG_AGO,
    )
    Term.objects.create(unit=unit, elected_on=LONG_AGO, ends_on=TODAY, due_first=TODAY)
    Goal.objects.create(
        unit=unit,
        giver=cast.units["root"],
        given_by=cast.people["clerk"],
        given_at=AT,
        given_on=TODAY,
        text=GOAL,
        deadline=clock.today() + timedelta(days=9),
    )
    Record.objects.create(
        kind="party_day",
        unit=unit,
        took_place_on=TODAY - timedelta(days=3),
        topic=RECORD,
        recorded_by=person,
        recorded_at=AT,
    )
    rebuild_ledger()
    restrict_unit(
        unit,
        restriction="classified",
        valid_from=TODAY,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    return world


def pages() -> list[str]:
    """Every address that opens by GET."""
    return sorted(name for name in TABLE if name not in POSTED)


@pytest.mark.no_database  # the lists and files below ask each engine
@pytest.mark.parametrize("role", SWEPT)
def test_no_page_names_it(secret: World, role: str):
    client = secret.cast.client(role)
    told = {}
    for name in pages():
        body = ask(client, name, secret)
        if not getattr(body, "streaming", False):
            words = body.content.decode(errors="replace")
            told[name] = [secret_ for secret_ in SECRETS if secret_ in words]
        let_go(body)
    assert {name: words for name, words in told.items() if words} == {}
    assert len(told) > 100


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_search_finds_it(secret: World, role: str):
    client = secret.cast.client(role)
    asked = [
        (name, words)
        for name in ("search:search", "units:tree", "people:list", "goals:list")
        for words in ("深空", "隐姓名", "yxm", "S001", "sksy")
    ]
    told = [
        (name, words)
        for name, words in asked
        if b"/people/%d/" % Person.objects.get(name=PERSON).pk
        in (page := client.get(reverse(name), {"q": words}).content)
        or (
            any(s.encode() in page for s in (UNIT, PERSON, GOAL, RECORD))
            and words not in SECRETS
        )
    ]
    assert told == []


@pytest.mark.parametrize("name", LISTS[1:])
@pytest.mark.parametrize("role", OUTSIDE)
def test_no_file_holds_it(secret: World, role: str, name: str):
    client = secret.cast.client(role)
    answer = client.get(reverse(name), {"format": "xlsx"})
    body = b"".join(answer) if answer.streaming else answer.content
    cells = [
        str(value)
        for row in load_workbook(BytesIO(body)).active.iter_rows(values_only=True)
        for value in row
    ]
    assert [cell for cell in cells for s in SECRETS if s in cell] == []
    assert cells != []


@pytest.mark.parametrize("role", OUTSIDE)
def test_its_own_addresses_do_not_exist(secret: World, role: str):
    client = secret.cast.client(role)
    unit = Unit.objects.get(name=UNIT)
    for path in (
        f"/org/units/{unit.pk}/",
        f"/org/posts/units/{unit.pk}/",
        f"/org/posts/{Post.objects.get(unit=unit).pk}/",
        reverse("people:person", args=[Person.objects.get(name=PERSON).pk]),
        reverse("goals:goal", args=[Goal.objects.get(text=GOAL).pk]),
        reverse("records:record", args=[Record.objects.get(topic=RECORD).pk]),
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("role", ABOVE)
def test_those_in_charge_of_it_see_it(secret: World, role: str):
    client = secret.cast.client(role)
    unit = Unit.objects.get(name=UNIT)
    assert client.get(f"/org/units/{unit.pk}/").status_code == 200
    found_there = client.get(reverse("people:list"), {"q": "隐"}).content.decode()
    assert PERSON in found_there


def test_today_decides_also_what_is_seen_of_former_days(secret: World):
    page = secret.cast.client("outsider").get("/org/units/?on=2021-01-01")
    assert UNIT not in page.content.decode()
    page = secret.cast.client("clerk").get("/org/units/?on=2021-01-01")
    assert UNIT in page.content.decode()
