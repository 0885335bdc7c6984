"""Units that are abroad or classified, and who still sees them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people import queries as people
from lianxin.org.units import queries
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import (
    found_unit,
    move_unit,
    rebuild_paths,
    restrict_unit,
)
from tests.cast import AT, TODAY, Cast


def restrict(cast: Cast, unit: str = "sub", role: str = "clerk", **values) -> Unit:
    given = {
        "restriction": "classified",
        "valid_from": TODAY,
        "version": Unit.objects.get(pk=cast.units[unit].pk).version,
        "actor": cast.actor(role),
        "at": AT,
    }
    return restrict_unit(cast.units[unit], **given | values)


def restricted() -> set[str]:
    return set(Unit.objects.filter(is_restricted=True).values_list("name", flat=True))


SUBTREE = {"北川公司党委", "检修一支部", "检修一支部第一党小组", "检修车间"}


def test_all_below_is_restricted_with_it(cast: Cast):
    restrict(cast)
    assert restricted() == SUBTREE
    assert rebuild_paths(today=TODAY) == 0


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("clerk", True),
        ("secretary", True),
        ("leader", True),
        ("organiser", True),
        ("administrator", False),
        ("department_head", False),
        ("union_chair", False),
        ("outsider", False),
        ("sub_clerk", True),
        ("branch_secretary", True),
        ("member", True),
        ("employee", True),
    ],
)
def test_its_own_people_and_posts_above_see_it(cast: Cast, role, sees):
    restrict(cast)
    names = {unit.name for unit in queries.visible_to(cast.actor(role))}
    assert ("北川公司党委" in names) is sees
    assert "华岭集团党委" in names


def test_those_inside_see_the_way_up(cast: Cast):
    restrict(cast)
    names = {unit.name for unit in queries.visible_to(cast.actor("member"))}
    assert names & SUBTREE == SUBTREE
    assert "华岭集团党委" in names


def test_the_tree_shows_no_arrow_to_what_is_hidden(cast: Cast):
    restrict(cast, "group")
    nodes = queries.nodes_below(
        [cast.units["sub"].pk], day=TODAY, actor=cast.actor("outsider")
    )[cast.units["sub"].pk]
    assert {node.name: node.has_below for node in nodes} == {
        "检修一支部": False,
        "检修车间": False,
    }


def test_its_people_are_found_by_nobody_outside(cast: Cast):
    restrict(cast)
    seen = people.visible_to(cast.actor("administrator"), today=TODAY)
    names = set(seen.values_list("name", flat=True))
    assert "何秋实" not in names
    assert "马立群" in names
    assert "何秋实" in set(
        people.visible_to(cast.actor("clerk"), today=TODAY).values_list(
            "name", flat=True
        )
    )


def test_whoever_belongs_elsewhere_too_is_seen_there(cast: Cast):
    restrict(cast, "branch")
    actor = cast.actor("administrator")
    seen = people.visible_to(actor, today=TODAY)
    assert cast.people["member"] in seen
    places = people.affiliations_visible_to(actor, today=TODAY)
    assert set(
        places.filter(person=cast.people["member"]).values_list("unit__name", flat=True)
    ) == {"检修车间"}


def test_a_unit_founded_below_or_moved_there_is_restricted(cast: Cast):
    restrict(cast)
    made = found_unit(
        kind="branch",
        name="新支部",
        short_name="",
        parent=Unit.objects.get(pk=cast.units["sub"].pk),
        founded_on=TODAY,
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert made.is_restricted
    moved = move_unit(
        cast.units["other"],
        parent=cast.units["sub"],
        valid_from=TODAY,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert moved.is_restricted
    back = move_unit(
        Unit.objects.get(pk=cast.units["branch"].pk),
        parent=cast.units["root"],
        valid_from=TODAY,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert not back.is_restricted
    assert restricted() == {"北川公司党委", "检修车间", "新支部", "运行二支部"}
    assert rebuild_paths(today=TODAY) == 0


def test_it_is_lifted_again_and_a_slip_is_struck_out(cast: Cast):
    restrict(cast, valid_from=TODAY - timedelta(days=3))
    restrict(cast, restriction="")
    assert restricted() == set()
    row = cast.units["sub"].restrictions.get()
    assert (row.restriction, row.valid_to) == ("classified", TODAY)
    restrict(cast)
    restrict(cast, restriction="")
    assert cast.units["sub"].restrictions.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"restriction": "secret"}, "restriction"),
        ({"restriction": ""}, "restriction"),
        ({"valid_from": TODAY + timedelta(days=1)}, "valid_from"),
        ({"valid_from": TODAY - timedelta(days=90_00)}, "valid_from"),
    ],
)
def test_what_is_wrong_is_refused(cast: Cast, values, field):
    with pytest.raises(ValidationError) as caught:
        restrict(cast, **values)
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize("role", ["administrator", "branch_secretary", "outsider"])
def test_only_a_clerk_who_still_sees_it_may(cast: Cast, role):
    with pytest.raises(Refused):
        restrict(cast, role=role)


def test_of_two_the_second_is_told(cast: Cast):
    restrict(cast)
    with pytest.raises(Conflict):
        restrict(cast, restriction="abroad", version=1)
