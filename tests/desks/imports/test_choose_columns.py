"""What a person says of a sheet is used for it, and for the next one like it."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.imports import queries as staged
from lianxin.desks.imports.operations import choose_columns
from lianxin.kernel.sheets.typedrows import Standing
from tests.cast import AT, Cast
from tests.desks.imports.books import (
    dropped,
    identity,
    member,
    members_book,
    read,
    taken,
)
from tests.kernel.sheets.books import of_rows

HEADING = ["一", "二", "三", "四"]
ROW = ["赵明", identity(1), "检修一支部", "2015-07-01"]
COLUMNS = {"A": "name", "B": "id_number", "C": "branch", "D": "full_date"}


def choose(cast: Cast, sheet) -> None:
    actor = cast.actor("sub_clerk")
    choose_columns(sheet, kind="members", header=1, columns=COLUMNS, actor=actor, at=AT)


def test_a_sheet_of_no_known_heading_is_read_as_it_is_said(cast: Cast) -> None:
    made = dropped(cast, of_rows([HEADING, ROW]))
    sheet = made.sheets.get()
    assert (sheet.kind, staged.counts_of([sheet])[sheet.pk].rows) == ("", 0)
    choose(cast, sheet)
    made.refresh_from_db()
    assert made.read_at is None
    read(cast, made)
    sheet = made.sheets.get()
    (row,) = staged.rows_of(sheet, Standing.REPAIRED, first=0, number=9)
    assert (sheet.kind, row.values["name"], row.effect) == ("members", "赵明", "new")
    other = [["乙", identity(2), *ROW[2:]]]
    again = dropped(cast, of_rows([HEADING, *other]), name="又一册.xlsx")
    assert again.sheets.get().kind == "members"


def test_a_sheet_that_was_taken_stays_as_it_was(cast: Cast) -> None:
    sheet = taken(cast, dropped(cast, members_book(member(1, "赵明"))))
    with pytest.raises(ValidationError):
        choose(cast, sheet)
