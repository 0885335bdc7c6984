"""Wrong rows are given back to be mended, and come in again."""

import pytest

from lianxin.base.exports import operations as files
from lianxin.desks.imports import exports
from lianxin.desks.imports.operations import give_back
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.desks.imports.books import dropped, member, members_book, taken


def test_mended_rows_are_recognised_again(cast: Cast) -> None:
    rows = [member(1, "赵明"), member(2, "孙强", "检修1支部")]
    sheet = taken(cast, dropped(cast, members_book(*rows)))
    (row,) = given = give_back(sheet, actor=cast.actor("sub_clerk"), at=AT)
    assert row.values["name"] == "孙强"
    row.cells[4] = "检修一支部"
    data = files.write("xlsx", exports.mending_sheet(sheet, given))
    again = taken(cast, dropped(cast, data, name="改好.xlsx"))
    assert (again.kind, again.rows_taken) == ("members", 1)


def test_others_are_given_nothing(cast: Cast) -> None:
    sheet = dropped(cast, members_book(member(1, "赵明", "无"))).sheets.get()
    with pytest.raises(Refused):
        give_back(sheet, actor=cast.actor("member"), at=AT)
