"""Tables of units: judged beside the tree, founded as one, taken back."""

from lianxin.base.imports import queries as staged
from lianxin.desks.imports.operations import undo_import
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.units.models import Unit
from tests.cast import AT, Cast
from tests.desks.imports.books import (
    dropped,
    member,
    members_book,
    read,
    taken,
)
from tests.desks.imports.test_read_import import errors_of
from tests.kernel.sheets.books import of_rows

HEADING = ["上级党组织", "党组织名称", "类别", "成立时间", "书记"]
DEPARTMENTS = ["上级单位", "部门名称", "类别", "成立时间"]


def unit(
    name: str, above: str | None, kind: str = "党支部", founded: str = "2024-03-01"
):
    return [above, name, kind, founded, "赵明"]


def book(*rows, title: str = "党组织一览表") -> bytes:
    return of_rows([[title], HEADING, *rows])


def test_units_are_founded_whatever_their_order(cast: Cast) -> None:
    rows = [
        unit("锅炉支部", "热电厂党总支", "临时党支部"),
        unit("热电厂党总支", "北川公司党委", "总支"),
        unit("检修一支部", "北川公司党委"),
    ]
    made = dropped(cast, book(*rows))
    sheet = made.sheets.get()
    counts = staged.counts_of([sheet])[sheet.pk]
    assert (counts.new, counts.same, counts.wrong) == (2, 1, 0)
    taken(cast, made)
    boiler = Unit.objects.get(name="锅炉支部")
    assert (boiler.kind, boiler.form, boiler.parent.name) == (
        "branch",
        "temporary",
        "热电厂党总支",
    )
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert not Unit.objects.filter(name__in=["锅炉支部", "热电厂党总支"]).exists()


def test_what_cannot_stand_so_is_told(cast: Cast) -> None:
    rows = [
        unit("甲支部", None),
        unit("乙支部", "无此党委"),
        unit("丙支部", "丁支部"),
        unit("丁支部", "丙支部"),
        unit("戊小组", "北川公司党委", "党小组"),
        unit("检修一支部", "运行二支部"),
        unit("北川公司党委", "华岭集团党委", "党支部"),
        unit("己支部", "北川公司党委", founded="1999-01-01"),
        unit("庚支部", "运行二支部"),
        unit("辛小组", "戊小组", "党小组"),
    ]
    assert errors_of(dropped(cast, book(*rows))) == [
        (3, "parent_unsaid", "parent"),
        (4, "unit_unknown", "parent"),
        (5, "loop", "parent"),
        (6, "loop", "parent"),
        (7, "kind_not_below", "type"),
        (8, "unit_stands_elsewhere", "parent"),
        (9, "unit_of_other_kind", "type"),
        (10, "founded_before_parent", "founded"),
        (11, "unit_out_of_reach", "parent"),
        (12, "parent_wrong", "parent"),
    ]


def test_departments_and_then_people_of_one_workbook(cast: Cast) -> None:
    rows = [
        ["北川公司党委", "热控部", "部门", "2024-03-01"],
        ["热控部", "仪表班", "班组", None],
    ]
    made = dropped(cast, of_rows([["内设机构一览表"], DEPARTMENTS, *rows]))
    assert taken(cast, made).rows_taken == 2
    team = Unit.objects.get(name="仪表班")
    assert (team.kind, team.parent.name) == ("team", "热控部")


def test_other_sheets_are_judged_anew_once_units_are_there(cast: Cast) -> None:
    import io  # noqa: PLC0415 -- here only

    import openpyxl  # noqa: PLC0415 -- here only

    whole = openpyxl.load_workbook(io.BytesIO(book(unit("锅炉支部", "北川公司党委"))))
    people = openpyxl.load_workbook(
        io.BytesIO(members_book(member(1, "赵明", "锅炉支部")))
    )
    second = whole.create_sheet("在册党员")
    for row in people.worksheets[0].values:
        second.append(row)
    kept = io.BytesIO()
    whole.save(kept)
    made = dropped(cast, kept.getvalue())
    assert errors_of(made, number=1) == [(3, "unit_unknown", "branch")]
    taken(cast, made)
    made.refresh_from_db()
    assert made.read_at is None
    read(cast, made)
    sheet = made.sheets.get(number=1)
    assert staged.rows_of(sheet, Standing.RIGHT, first=0, number=9)[0].effect == "new"
    assert taken(cast, made, number=1).rows_taken == 1
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert not Unit.objects.filter(name="锅炉支部").exists()
