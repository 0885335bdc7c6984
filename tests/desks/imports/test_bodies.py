"""Registers of a union and of the youth league, taken in among those who are entered."""

from datetime import date

import pytest

from lianxin.base.imports import queries as staged
from lianxin.desks.imports.operations import undo_import
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.people.models import Affiliation, Person
from tests.cast import AT, TODAY, Cast, found
from tests.desks.imports.books import dropped, identity, staff, staff_book, taken
from tests.desks.imports.test_read_import import counts_of, errors_of
from tests.kernel.sheets.books import of_rows

UNION = ["序号", "姓名", "性别", "工号", "身份证号码", "工会小组", "入会时间"]
LEAGUE = ["序号", "姓名", "性别", "身份证号码", "出生年月", "所在团支部", "入团时间"]


@pytest.fixture
def house(cast: Cast) -> Cast:
    """Two groups of a union below, a branch of the league, and three of staff."""
    union = cast.units["sub_union"] = found("union", "北川公司工会", cast.units["sub"])
    for key, name in (("first", "第一工会小组"), ("second", "第二工会小组")):
        cast.units[key] = found("union_group", name, union)
    cast.units["league"] = found("youth_branch", "北川团支部", cast.units["sub"])
    rows = (staff(n, name) for n, name in enumerate(("赵明", "钱亮", "孙可"), start=1))
    taken(cast, dropped(cast, staff_book(*rows)))
    return cast


def belongings(belonging: str) -> list[tuple[str, str, date]]:
    rows = Affiliation.objects.filter(belonging=belonging, valid_to=None)
    return list(
        rows.order_by("pk").values_list("person__name", "unit__name", "valid_from")
    )


def test_members_of_a_union_by_groups(house: Cast) -> None:
    made = dropped(
        house,
        of_rows(
            [
                ["北川公司工会会员花名册"],
                UNION,
                ["1", "赵明", "男", "G001", identity(1), "第一工会小组", "2021-05-01"],
                ["2", "钱 亮", "男", "G002", "", "第二工会小组", "2021.6"],
                ["3", "孙可", "男", "G003", "", "北川公司工会", ""],
                ["4", "周涛", "男", "G009", "", "第二工会小组", "2013-05-01"],
                ["5", "孙可", "男", "G003", "", "北川团支部", ""],
                ["合计", "", "", "", "", "", ""],
            ]
        ),
    )
    assert made.sheets.get().kind == "union_members"
    assert errors_of(made) == [
        (6, "enter_first", "name"),
        (7, "name_twice", "number"),
        (7, "unit_of_other_body", "body"),
    ]
    assert taken(house, made).rows_taken == 3
    assert belongings("union") == [
        ("赵明", "第一工会小组", date(2021, 5, 1)),
        ("钱亮", "第二工会小组", date(2021, 6, 1)),
        ("孙可", "北川公司工会", TODAY),
    ]
    people = Person.objects.count()
    undo_import(made, actor=house.actor("sub_clerk"), at=AT)
    assert belongings("union") == []
    assert Person.objects.count() == people


def test_the_same_register_again_changes_nothing(house: Cast) -> None:
    rows = [UNION, ["1", "赵明", "男", "G001", "", "第一工会小组", "2013-05-01"]]
    taken(house, dropped(house, of_rows([["工会会员名册"], *rows])))
    again = dropped(house, of_rows([["工会会员名册 "], *rows]))
    assert (counts_of(again).new, counts_of(again).same) == (0, 1)


def test_another_group_is_told_and_not_changed(house: Cast) -> None:
    for group in ("第一工会小组", "第二工会小组"):
        row = ["1", "赵明", "男", "G001", "", group, "2013-05-01"]
        made = dropped(house, of_rows([["工会会员名册"], UNION, row]))
        if group == "第一工会小组":
            taken(house, made)
    assert errors_of(made) == [(3, "in_another_unit", "body")]
    assert [unit for _name, unit, _day in belongings("union")] == ["第一工会小组"]


def test_groups_as_lines_of_their_own(house: Cast) -> None:
    heading = [title for title in UNION if title != "工会小组"]
    made = dropped(
        house,
        of_rows(
            [
                ["工会会员花名册"],
                heading,
                ["第一工会小组", "", "", "", "", ""],
                ["1", "赵明", "男", "G001", "", "2013-05-01"],
                ["第二工会小组", "", "", "", "", ""],
                ["2", "钱亮", "男", "G002", "", "2013-05-01"],
            ]
        ),
    )
    taken(house, made)
    assert [row[:2] for row in belongings("union")] == [
        ("赵明", "第一工会小组"),
        ("钱亮", "第二工会小组"),
    ]


def test_the_league_is_found_without_its_name_where_there_is_only_one(
    house: Cast,
) -> None:
    heading = [title for title in LEAGUE if title != "所在团支部"]
    row = ["1", "赵明", "男", identity(1), "1990.03", "2005年5月"]
    made = dropped(house, of_rows([["团员花名册"], heading, row]))
    assert made.sheets.get().kind == "league_members"
    assert taken(house, made).rows_taken == 1
    assert belongings("league") == [
        ("赵明", "北川团支部", house.units["league"].founded_on)
    ]
    rows = staged.rows_of(made.sheets.get(), Standing.REPAIRED, first=0, number=9)
    told = [(p["code"], p["field"]) for row in rows for p in row.problems]
    assert ("only_unit", "body") in told


def test_one_belongs_to_both(house: Cast) -> None:
    union = ["1", "赵明", "男", "G001", "", "第一工会小组", "2013-05-01"]
    taken(house, dropped(house, of_rows([["工会会员名册"], UNION, union])))
    league = ["1", "赵明", "男", identity(1), "1990.03", "北川团支部", "2005-05-04"]
    taken(house, dropped(house, of_rows([["团员名册"], LEAGUE, league])))
    assert len(belongings("union")) == len(belongings("league")) == 1


def test_names_alone_are_enough_where_nobody_else_has_the_name(house: Cast) -> None:
    Person.objects.filter(name="孙可").update(name="钱亮")
    heading = ["姓名", "工会小组"]
    rows = [
        ["赵明", "第一工会小组"],
        ["钱亮", "第一工会小组"],
        ["周涛", "第一工会小组"],
    ]
    made = dropped(house, of_rows([["工会会员名册"], heading, *rows]))
    assert errors_of(made) == [
        (4, "person_ambiguous", "name"),
        (5, "person_unknown", "name"),
    ]
    assert taken(house, made).rows_taken == 1
    assert [row[0] for row in belongings("union")] == ["赵明"]
