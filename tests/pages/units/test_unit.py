"""The card of a unit, and the pages that change it."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.kernel.rules.election_files import Way
from lianxin.org.posts.operations import add_charge
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import rename_unit
from lianxin.programmes.elections.operations import begin_election
from tests.cast import AT, TODAY, Cast
from tests.org.transfers.moving import ask
from tests.work.goals.given import give

MAY_CHANGE = {"administrator", "clerk", "sub_clerk"}
ROLES = [
    "administrator",
    "clerk",
    "secretary",
    "leader",
    "department_head",
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "employee",
    "union_chair",
    "discipline_officer",
    "organiser",
    "outsider",
]


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_units_and_only_clerks_change_them(cast: Cast, role):
    client = cast.client(role)
    pk = cast.units["branch"].pk
    assert client.get(f"/org/units/{pk}/").status_code == 200
    for act in ("found", "rename", "move", "order"):
        expected = 200 if role in MAY_CHANGE else 403
        assert client.get(f"/org/units/{pk}/{act}/").status_code == expected, act
    assert client.get(f"/org/units/{pk}/order/change/").status_code == 405


def test_there_is_no_unit_without_one(cast: Cast):
    assert cast.client("clerk").get("/org/units/999999/").status_code == 404


def test_the_card_has_way_posts_and_people(cast: Cast):
    page = text(cast.client("branch_secretary").get(_at(cast, "branch")))
    assert "北川公司党委" in page
    assert "检修一支部第一党小组" in page
    assert "Party branch" in page
    assert "周明远" in page  # holds a post
    assert "何秋实" in page  # a member


def test_an_employee_does_not_see_who_the_members_are(cast: Cast):
    page = text(cast.client("employee").get(_at(cast, "branch")))
    assert "何秋实" not in page


def test_the_administrator_does_not_see_who_the_members_are(cast: Cast):
    page = text(cast.client("administrator").get(_at(cast, "branch")))
    assert "何秋实" not in page


def test_a_department_shows_in_whose_charge_it_is(cast: Cast):
    add_charge(
        post=cast.appointments["leader"].post,
        field="安全生产",
        unit=cast.units["department"],
        valid_from=clock.today(),
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    page = text(cast.client("employee").get(_at(cast, "department")))
    assert "In the charge of: Leader in charge" in page
    assert "安全生产" in page


def test_a_unit_is_founded(cast: Cast):
    response = cast.client("sub_clerk").post(
        f"{_at(cast, 'sub')}found/",
        {"kind": "branch", "name": "运行一支部", "founded_on": "2026-11-01"},
    )
    made = Unit.objects.get(name="运行一支部")
    assert response.status_code == 302
    assert response.url == f"/org/units/{made.pk}/"
    assert (made.parent, made.short_name) == (cast.units["sub"], "运行一支部")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "committee_of_fun"}, "kind"),
        ({"name": ""}, "name"),
        ({"name": "长" * 121}, "name"),
        ({"name": "长" * 60}, "short_name"),
        ({"founded_on": "morgen"}, "founded_on"),
        ({"founded_on": "2001-01-01"}, "founded_on"),
        ({"basis": "x" * 10_000}, "basis"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(cast: Cast, values, field):
    sent = {"kind": "branch", "name": "运行一支部", "founded_on": "2026-11-01"}
    response = cast.client("clerk").post(f"{_at(cast, 'sub')}found/", sent | values)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Unit.objects.filter(name=sent["name"]).count() == 0


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", "𠮷野😀\u202e"])
def test_hostile_names_are_only_names(cast: Cast, name):
    client = cast.client("clerk")
    client.post(
        f"{_at(cast, 'sub')}found/",
        {"kind": "branch", "name": name, "founded_on": "2026-11-01"},
    )
    page = text(client.get(_at(cast, "sub")))
    assert "<script>alert" not in page
    assert Unit.objects.filter(parent=cast.units["sub"]).count() == 3


def test_a_name_to_come_changes_nothing_today(cast: Cast):
    later = clock.today() + timedelta(days=10)
    client = cast.client("clerk")
    response = client.post(
        f"{_at(cast, 'branch')}rename/",
        {
            "version": 1,
            "name": "检修党支部",
            "short_name": "检修支部",
            "valid_from": later.isoformat(),
            "basis": "华党〔2026〕8号",
        },
    )
    assert response.status_code == 302
    page = text(client.get(_at(cast, "branch")))
    assert "<h1>检修一支部</h1>" in page
    assert "检修党支部" in page


def test_the_second_of_two_sees_what_the_first_did(cast: Cast):
    """Nothing is lost: mine stays in the form, theirs stands beside it."""
    rename_unit(
        cast.units["branch"],
        name="第一人的名字",
        short_name="一",
        valid_from=clock.today(),
        version=1,
        actor=cast.actor("sub_clerk"),
        at=clock.now(),
    )
    sent = {
        "version": 1,
        "name": "第二人的名字",
        "short_name": "二",
        "valid_from": clock.today().isoformat(),
    }
    client = cast.client("clerk")
    response = client.post(f"{_at(cast, 'branch')}rename/", sent)
    page = text(response)
    assert response.status_code == 422
    assert "第一人的名字" in page
    assert 'value="第二人的名字"' in page
    assert 'name="version" value="2"' in page
    again = client.post(f"{_at(cast, 'branch')}rename/", sent | {"version": 2})
    assert again.status_code == 302
    cast.units["branch"].refresh_from_db()
    assert cast.units["branch"].name == "第二人的名字"


@pytest.mark.parametrize("typed", ["华岭集团党委", "#{root}", "hljtdw"])
def test_a_unit_is_moved_to_one_named_in_any_way(cast: Cast, typed):
    response = cast.client("clerk").post(
        f"{_at(cast, 'branch')}move/",
        {
            "version": 1,
            "parent": typed.format(root=cast.units["root"].pk),
            "valid_from": clock.today().isoformat(),
        },
    )
    assert response.status_code == 302
    cast.units["group"].refresh_from_db()
    cast.units["branch"].refresh_from_db()
    assert cast.units["branch"].parent == cast.units["root"]
    assert (cast.units["group"].path or "").startswith(cast.units["branch"].path or "-")


@pytest.mark.parametrize("typed", ["", "没有的单位", "检修一支部第一党小组", "#0"])
def test_it_is_not_moved_where_it_cannot_stand(cast: Cast, typed):
    response = cast.client("clerk").post(
        f"{_at(cast, 'branch')}move/",
        {"version": 1, "parent": typed, "valid_from": "2026-11-20"},
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["parent"]


def test_a_sub_clerk_moves_nothing_out_of_the_subtree(cast: Cast):
    response = cast.client("sub_clerk").post(
        f"{_at(cast, 'branch')}move/",
        {"version": 1, "parent": "华岭集团党委", "valid_from": "2026-11-20"},
    )
    assert response.status_code == 422


def test_a_unit_with_units_below_is_not_dissolved(cast: Cast):
    client = cast.client("clerk")
    sent = {"version": 1, "dissolved_on": "2026-11-20", "basis": "决定"}
    response = client.post(_ending(cast, "branch"), sent)
    assert response.status_code == 422
    assert client.post(_ending(cast, "group"), sent).status_code == 302
    page = text(client.get(_at(cast, "group")))
    assert "The last day of this unit is 2026-11-20." in page


def test_before_it_ends_one_is_told_who_is_left(cast: Cast):
    page = text(cast.client("clerk").get(_ending(cast, "branch")))
    assert "5 people still belong to this unit." in page
    assert "Branch secretary" in page


def test_and_what_would_be_left_open(cast: Cast):
    """A transfer, an election, a goal: nobody would go on with them."""
    transfer = ask(cast)
    goals = [give(cast), give(cast)]
    election = begin_election(
        unit=cast.units["branch"],
        way=Way.DIRECT,
        seats=3,
        meeting_on=TODAY,
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    page = text(cast.client("clerk").get(_ending(cast, "branch")))
    assert f'<a href="/org/transfers/{transfer.pk}/">何秋实</a>' in page
    assert "2 goals of this unit are still open" in page
    first, second = (f'<a href="/goals/{goal.pk}/">{goal.text}</a>' for goal in goals)
    assert f"{first}; {second}" in page or f"{second}; {first}" in page
    assert f'href="/elections/{election.pk}/"' in page
    of_group = text(cast.client("clerk").get(_ending(cast, "group")))
    assert "under way" not in of_group
    assert "still open" not in of_group


def test_siblings_change_places(cast: Cast):
    client = cast.client("clerk")
    workshop, branch = cast.units["workshop"], cast.units["branch"]
    sent = {"unit": workshop.pk, "up": "1"}
    response = client.post(f"{_at(cast, 'sub')}order/change/", sent)
    assert response.status_code == 302
    below = Unit.objects.filter(parent=cast.units["sub"]).order_by("path")
    assert [unit.pk for unit in below] == [workshop.pk, branch.pk]
    stranger = {"unit": cast.units["root"].pk, "down": "1"}
    client.post(f"{_at(cast, 'sub')}order/change/", stranger)
    assert [unit.pk for unit in below.all()] == [workshop.pk, branch.pk]
    others = cast.client("member").post(f"{_at(cast, 'sub')}order/change/", sent)
    assert others.status_code == 403


def _ending(cast: Cast, unit: str) -> str:
    return f"/org/posts/units/{cast.units[unit].pk}/dissolve/"


def _at(cast: Cast, unit: str) -> str:
    return f"/org/units/{cast.units[unit].pk}/"
