"""The page of a unit as it was on a day."""

from datetime import timedelta

from lianxin.base.ui import clock
from lianxin.org.posts import queries
from lianxin.org.posts.operations import dissolve_with_people
from lianxin.org.units.operations import rename_unit
from tests.cast import TODAY, Cast, found


def page(cast: Cast, unit: str, day, role: str = "clerk") -> str:
    path = f"/org/units/{cast.units[unit].pk}/?on={day.isoformat()}"
    answer = cast.client(role).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_name_way_posts_and_numbers_are_those_of_the_day(cast: Cast):
    today = clock.today()
    former = today - timedelta(days=100)
    rename_unit(
        cast.units["branch"],
        name="检修党支部",
        short_name="检修支部",
        valid_from=today - timedelta(days=10),
        version=1,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    shown = page(cast, "branch", former)
    assert f"As it was on {former.isoformat()}" in shown
    assert ">检修一支部<" in shown.replace("</h1>", "<")
    assert "检修党支部" not in shown.split("<main")[1].split("<h1")[1]
    assert "周明远" in shown
    assert "检修一支部第一党小组" in shown


def test_a_day_on_which_it_did_not_exist(cast: Cast):
    shown = page(cast, "branch", TODAY.replace(year=2001))
    assert "This unit did not exist on that day." in shown


def test_a_day_that_is_none_is_today(cast: Cast):
    answer = cast.client("clerk").get(f"/org/units/{cast.units['sub'].pk}/?on=morgen")
    assert b"As it was on" not in answer.content


def test_people_are_counted_where_they_were(cast: Cast):
    """Before a merger in the old branch, from that day on in the new one."""
    into = found("branch", "检修三支部", cast.units["sub"])
    clerk = cast.actor("clerk")
    dissolve_with_people(
        cast.units["branch"],
        dissolved_on=TODAY - timedelta(days=1),
        version=1,
        actor=clerk,
        at=clock.now(),
        basis="决定",
        into=into,
    )
    counted = [
        queries.people_on(unit, day=day, actor=clerk).get("party", 0)
        for unit in (cast.units["branch"], into, cast.units["root"])
        for day in (TODAY - timedelta(days=1), TODAY)
    ]
    assert counted == [5, 0, 0, 5, 11, 11]


def test_who_may_not_see_standings_is_not_told_how_many_are_members(cast: Cast):
    day = TODAY - timedelta(days=100)
    root = cast.units["root"]
    seen = queries.people_on(root, day=day, actor=cast.actor("union_chair"))
    assert sorted(seen) == ["staff"]
