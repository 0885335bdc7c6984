"""The rulebook held against a unit on the unit's page."""

import pytest

from lianxin.base.ui import clock
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.posts import queries
from lianxin.org.posts.operations import appoint, open_post
from tests.cast import LONG_AGO, Cast


def text(response) -> str:
    return " ".join(response.content.decode().split())


def add_members(cast: Cast, number: int, standing: str, unit: str = "branch"):
    for each in range(number):
        person = Person.objects.create(
            name="甲", employee_number=f"{unit}-{standing}-{each}"
        )
        Affiliation.objects.create(
            person=person,
            unit=cast.units[unit],
            belonging="party",
            valid_from=LONG_AGO,
        )
        PartyStanding.objects.create(
            person=person, standing=standing, valid_from=LONG_AGO
        )


def found(cast: Cast, unit: str = "branch", role: str = "clerk"):
    rows = queries.rules_held_against(
        cast.units[unit], actor=cast.actor(role), today=clock.today()
    )
    return {check.rule.code: (check.found, check.fit, check.missing) for check in rows}


def test_six_full_members_need_no_committee_and_seven_do(cast: Cast):
    before = found(cast)
    full = before["branch_full_members"][0]
    assert full is not None
    assert full < 6
    add_members(cast, 6 - full, "full")
    add_members(cast, 2, "probationary")
    assert found(cast) == {
        "branch_full_members": (6, "within", ()),
        "branch_members": (8, "within", ()),
        "branch_secretary_post": (None, "within", ()),
        "branch_deputies": (0, "within", ()),
    }
    add_members(cast, 1, "full", unit="group")
    assert found(cast) == {
        "branch_full_members": (7, "within", ()),
        "branch_members": (9, "within", ()),
        "branch_committee_size": (2, "below", ()),
        "branch_committee_posts": (
            None,
            "below",
            ("publicity_member", "discipline_officer"),
        ),
        "branch_deputies": (0, "within", ()),
    }


def test_one_who_holds_two_posts_is_one_of_the_committee(cast: Cast):
    add_members(cast, 7, "full")
    post = open_post(
        unit=cast.units["branch"],
        kind="publicity_member",
        valid_from=LONG_AGO,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    appoint(
        post=post,
        person=cast.people["branch_member"],
        valid_from=clock.today(),
        manner="concurrent",
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    now = found(cast)
    assert now["branch_committee_size"] == (2, "below", ())
    assert now["branch_committee_posts"] == (None, "below", ("discipline_officer",))


def test_a_committee_counts_all_below_it(cast: Cast):
    assert found(cast, "sub")["committee_members"][1] == "below"
    add_members(cast, 100, "full")
    assert found(cast, "sub")["committee_members"][1] == "within"
    assert found(cast, "department") == {}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("clerk", True),
        ("secretary", True),
        ("sub_clerk", True),
        ("branch_secretary", True),
        ("administrator", False),
        ("discipline_officer", False),
        ("department_head", False),
        ("member", False),
        ("employee", False),
        ("outsider", False),
    ],
)
def test_only_those_who_may_see_standings_see_the_numbers(cast: Cast, role, seen):
    page = text(cast.client(role).get(f"/org/units/{cast.units['branch'].pk}/"))
    assert ('id="unit-rules"' in page) is seen


def test_the_page_of_a_unit_says_what_is_missing_and_why(cast: Cast):
    add_members(cast, 7, "full")
    client = cast.client("branch_secretary")
    page = text(client.get(f"/org/units/{cast.units['branch'].pk}/"))
    assert "Posts without a holder" in page
    assert "Nobody holds: Committee member for publicity, Discipline officer." in page
    assert "Regulations on the work of Party branches (trial), Article 20" in page
    assert (
        '<a href="/rules/branch_committee_posts/">Posts of a branch committee</a>'
        in page
    )


def test_the_numbers_cost_the_same_whatever_their_size(
    cast: Cast, django_assert_num_queries
):
    unit, actor, today = cast.units["branch"], cast.actor("clerk"), clock.today()
    for more in (1, 30):
        add_members(cast, more, "full", unit="branch" if more == 1 else "group")
        with django_assert_num_queries(2):
            queries.rules_held_against(unit, actor=actor, today=today)
