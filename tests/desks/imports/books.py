"""Workbooks that a clerk of the cast drops in."""

from collections.abc import Sequence

from lianxin.base.imports.models import Import, ImportSheet
from lianxin.desks.imports import operations
from lianxin.kernel.actor import Actor
from tests.cast import AT, TODAY, Cast
from tests.kernel.sheets.books import of_rows

MEMBERS = ["序号", "姓名", "性别", "身份证号", "所在支部", "入党时间", "转正时间", "党员类别", "手机号"]  # fmt: skip
STAFF = ["工号", "姓名", "性别", "身份证号", "部门", "岗位", "入职时间", "联系电话"]
WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]


def identity(number: int, *, born: str = "19900307") -> str:
    """An invented identity number of a man: only with sequence codes 997 and 999."""
    first = f"{110101 + number // 2}{born}{997 + number % 2 * 2}"
    total = sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def member(
    number: int, name: str, branch: str = "检修一支部", **more: str
) -> list[str]:
    """A row of the register of members."""
    row = {
        "sex": "男", "joined": "2015-07-01", "full": "2016-07-01", "kind": "正式党员",
        "phone": f"139000000{number:02}", "identity": identity(number), **more,
    }  # fmt: skip
    return [
        str(number), name, row["sex"], row["identity"], branch, row["joined"],
        row["full"], row["kind"], row["phone"],
    ]  # fmt: skip


def members_book(*rows: Sequence[str], title: str = "党员花名册") -> bytes:
    """A register of members with a title over it and a total below."""
    return of_rows([[title], MEMBERS, *rows, ["合计", None, None, len(rows)]])


def staff(number: int, name: str, unit: str = "检修车间", **more: str) -> list[str]:
    """A row of the register of staff."""
    row = {"hired": "2012-07-01", "identity": identity(number), "job": "检修工", **more}
    return [
        f"G{number:03}", name, "男", row["identity"], unit, row["job"], row["hired"],
        f"138000000{number:02}",
    ]  # fmt: skip


def staff_book(*rows: Sequence[str]) -> bytes:
    """A register of staff."""
    return of_rows([["职工花名册"], STAFF, *rows])


def dropped(
    cast: Cast, data: bytes, *, role: str = "sub_clerk", name: str = "花名册.xlsx"
) -> Import:
    """The file dropped in and read, as the worker does it."""
    actor = cast.actor(role)
    assert actor.unit is not None
    made, _is_new = operations.drop_file(
        data, name=name, unit=actor.unit, actor=actor, at=AT
    )
    return read(cast, made, role=role)


def read(cast: Cast, made: Import, *, role: str = "sub_clerk") -> Import:
    """The file as the worker has read it."""
    operations.read_import(made, actor=cast.actor(role), at=AT)
    made.refresh_from_db()
    return made


def taken(
    cast: Cast, made: Import, *, number: int = 0, role: str = "sub_clerk"
) -> ImportSheet:
    """A sheet of it asked for and taken, as the worker does it."""
    sheet = made.sheets.get(number=number)
    actor: Actor = cast.actor(role)
    operations.ask_to_take(sheet, since=TODAY, actor=actor, at=AT)
    sheet.refresh_from_db()
    operations.take_sheet(sheet, actor=actor, at=AT)
    sheet.refresh_from_db()
    return sheet
