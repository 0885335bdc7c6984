"""A finding becomes a goal; from then on it stands as its goal stands."""

import pytest

from lianxin.base.ui.refs import resolve
from lianxin.kernel.actor import Ref, Refused
from lianxin.programmes.inspections import exports, queries
from lianxin.programmes.inspections.operations import ask_to_rectify
from lianxin.work.goals.operations import Undertaking, strike_off
from tests.cast import AT, TODAY, Cast
from tests.programmes.inspections.inspecting import asked, begun, found
from tests.work.goals.given import report


def lines(cast: Cast, columns, role: str = "sub_clerk") -> list[list[object]]:
    actor = cast.actor(role)
    rows = list(queries.findings_visible_to(actor).order_by("pk"))
    exports.attach(actor, TODAY)(rows)
    return [[(c.export or c.value)(row) for c in columns] for row in rows]


def test_the_goal_names_the_finding_as_its_source(cast: Cast) -> None:
    finding = found(cast, begun(cast))
    goal = asked(cast, finding)
    assert (goal.source_kind, goal.source_id) == ("inspections.finding", finding.pk)
    source = Ref("inspections.finding.source", finding.pk)
    named = resolve([source], actor=cast.actor("branch_secretary"), today=TODAY)
    assert named[source].title == "三会一课检查: 会议记录不全"


def test_the_three_lists_follow_the_goal(cast: Cast) -> None:
    made = begun(cast)
    finding = found(cast, made)
    found(cast, made, "场地不足")
    goal = asked(cast, finding)
    assert lines(cast, exports.problem_columns()) == [
        [TODAY, "检修一支部", "会议记录不全", "", "三会一课检查", "唐小满", "Not started"],
        [TODAY, "检修一支部", "场地不足", "", "三会一课检查", "唐小满", "Nothing asked yet"],
    ]  # fmt: skip
    who = "Branch secretary 周明远"
    assert lines(cast, exports.responsibility_columns()) == [
        [
            "会议记录不全",
            "检修一支部",
            who,
            "北川公司党委",
            "2026-12-23",
            "Not started",
        ],
        ["场地不足", "检修一支部", who, "北川公司党委", "", "Nothing asked yet"],
    ]
    assert lines(cast, exports.rectification_columns())[0] == [
        "会议记录不全", "检修一支部", "补全会议记录", "逐次核对", "2026-12-23", "", "Not started",
    ]  # fmt: skip
    strike_off(report(cast, goal), opinion="", actor=cast.actor("sub_clerk"), at=AT)
    struck = [row[-1] for row in lines(cast, exports.problem_columns())]
    assert struck == ["Struck off", "Nothing asked yet"]


def test_only_the_inspecting_unit_asks(cast: Cast) -> None:
    finding = found(cast, begun(cast))
    for role in ("clerk", "branch_secretary"):
        with pytest.raises(Refused):
            ask_to_rectify(
                finding,
                asked=Undertaking(text="补", deadline=TODAY),
                actor=cast.actor(role),
                at=AT,
            )


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_in_as_many_queries_for_one_as_for_three(
    cast: Cast, django_assert_num_queries, number: int
) -> None:
    made = begun(cast)
    for _ in range(number):
        asked(cast, found(cast, made))
    actor = cast.actor("sub_clerk")
    with django_assert_num_queries(QUERIES_OF_LIST):
        rows = list(queries.findings_visible_to(actor))
        exports.attach(actor, TODAY)(rows)
        for column in exports.rectification_columns():
            [column.value(row) for row in rows]


QUERIES_OF_LIST = 6
