"""The tree page."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations import rename_unit
from tests.cast import LONG_AGO, Cast, found


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_it_shows_two_levels(cast: Cast):
    page = text(cast.client("employee").get("/org/units/"))
    assert "华岭集团党委" in page
    assert "北川公司党委" in page
    assert "检修一支部第一党小组" not in page
    assert f'<li id="unit-{cast.units["branch"].pk}"' not in page


@pytest.mark.parametrize("unit", ["branch", "group"])
def test_the_way_to_a_unit_is_open(cast: Cast, unit):
    page = text(cast.client("employee").get(f"/org/units/?open={cast.units[unit].pk}"))
    assert f'<li id="unit-{cast.units["branch"].pk}"' in page


def test_shutting_without_script_opens_the_way_above(cast: Cast):
    page = text(cast.client("clerk").get(f"/org/units/?shut={cast.units['sub'].pk}"))
    assert f'<li id="unit-{cast.units["branch"].pk}"' not in page
    assert f'<li id="unit-{cast.units["sub"].pk}"' in page


@pytest.mark.parametrize(("verb", "shown"), [("open", True), ("shut", False)])
def test_a_branch_comes_alone(cast: Cast, verb, shown):
    response = cast.client("clerk").get(
        f"/org/units/?{verb}={cast.units['sub'].pk}", headers={"hx-request": "true"}
    )
    page = text(response)
    assert response.status_code == 200
    assert page.startswith(f'<li id="unit-{cast.units["sub"].pk}"')
    assert ("检修一支部" in page) is shown
    assert f'aria-expanded="{str(shown).lower()}"' in page


@pytest.mark.parametrize("words", ["检修一", "檢修一", "jianxiu", "jxyzb", "JXYZB"])
def test_it_is_searched_by_name_and_pinyin(cast: Cast, words):
    page = text(cast.client("clerk").get("/org/units/", {"q": words}))
    assert "检修一支部" in page
    assert "运行二支部" not in page


def test_a_past_day_has_past_names_and_places(cast: Cast):
    clerk, today = cast.actor("clerk"), clock.today()
    branch = cast.units["branch"]
    rename_unit(
        branch,
        name="检修党支部",
        short_name="检修支部",
        valid_from=today,
        version=1,
        actor=clerk,
        at=clock.now(),
    )
    client = cast.client("clerk")
    way = {"open": cast.units["sub"].pk}
    assert "检修党支部" in text(client.get("/org/units/", way))
    before = today - timedelta(days=1)
    old = text(client.get("/org/units/", {"on": before.isoformat(), **way}))
    assert "检修一支部" in old
    assert "检修党支部" not in old
    for words in ("检修一", "檢修一"):
        asked = {"on": before.isoformat(), "q": words}
        assert "检修一支部" in text(client.get("/org/units/", asked))


def test_before_the_beginning_there_is_nothing(cast: Cast):
    page = text(cast.client("clerk").get("/org/units/?on=1999-01-01"))
    assert "There were no units on this day" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"on": "gestern"},
        {"on": "9999-99-99"},
        {"open": "<script>"},
        {"open": "٣"},
        {"open": "9" * 40},
        {"q": "%_'\"; DROP\0"},
        {"q": "𠮷" * 500},
        {"open": "999999"},
        {"shut": "999999"},
    ],
)
def test_hostile_addresses_do_no_harm(cast: Cast, asked):
    response = cast.client("clerk").get("/org/units/", asked)
    assert response.status_code == 200
    assert "<script>alert" not in text(response)


def test_a_fragment_of_nothing_is_404(cast: Cast):
    response = cast.client("clerk").get(
        "/org/units/?open=999999", headers={"hx-request": "true"}
    )
    assert response.status_code == 404


def test_it_is_empty_without_units(cast: Cast, django_db_blocker):
    client = cast.client("employee")
    UnitName.objects.all().delete()
    Placement.objects.all().delete()
    assert client.get("/org/units/").status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_it_costs_the_same_whatever_the_number(
    cast: Cast, more, django_assert_max_num_queries
):
    for number in range(more):
        unit = Unit.objects.create(
            kind="department",
            name=f"部门{number}",
            short_name=f"部门{number}",
            parent=cast.units["root"],
            path=f"{cast.units['root'].path}00000000{number}/",
            founded_on=LONG_AGO,
        )
        Placement.objects.create(
            unit=unit, parent=cast.units["root"], valid_from=LONG_AGO
        )
        UnitName.objects.create(
            unit=unit, name=unit.name, short_name=unit.name, valid_from=LONG_AGO
        )
    client = cast.client("employee")
    with django_assert_max_num_queries(12):
        client.get("/org/units/")


@pytest.mark.parametrize("day", ["", "&on=2025-01-31"])
@pytest.mark.parametrize(("number", "more"), [(50, False), (51, True)])
def test_more_than_fifty_are_told(cast: Cast, number, more, day):
    for n in range(number):
        found("department", f"众部{n}", cast.units["root"])
    page = cast.client("employee").get(f"/org/units/?q=众部{day}")
    assert ("More than 50 units found" in text(page)) == more
    assert ("50 units found" in text(page)) is True
    assert text(page).count(" in the tree") == 50
