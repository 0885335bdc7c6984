"""What is taken for plainly right is what the rules read, with nothing to tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.rules.book import Title
from lianxin.kernel.sheets.kinds import ColumnKind, Type
from lianxin.kernel.sheets.placing import Place
from lianxin.kernel.sheets.plainly import PLAINLY
from lianxin.kernel.sheets.values import read_cell

TITLE = Title(en="Cell", hans="格", hant="格")
CELLS = st.one_of(
    st.integers(),
    st.booleans(),
    st.dates(),
    st.floats(),
    st.text(max_size=20),
    st.from_regex(r"[一-鿿無无〇 ·/0-9]{0,5}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{16}[0-9Xx ]", fullmatch=True),
    st.from_regex(r"\+?1[3-9][0-9]{8,10}-?", fullmatch=True),
    st.sampled_from(
        ["110101199003079972", "１１０101199003079972", " 13900000011", "无"]
    ),
)


@pytest.mark.parametrize("type_", [*PLAINLY])
@given(cell=CELLS)
def test_the_rules_read_the_same_and_tell_nothing(type_: Type, cell) -> None:
    value = PLAINLY[type_](cell)
    if value is not None:
        column = ColumnKind("cell", TITLE, type_, frozenset())
        place = Place("表", 3, "A", column)
        assert (read_cell(cell, place), place.problems) == (value, [])


@pytest.mark.parametrize(
    ("type_", "cell"),
    [
        (Type.TEXT, "本科"),
        (Type.NUMBER, 7),
        (Type.DAY, date(2011, 7, 1)),
        (Type.MONTH, date(2011, 7, 1)),
        (Type.NAME, "单雪"),
        (Type.IDENTITY, "110101199003079972"),
        (Type.PHONE, "13900000011"),
    ],
)
def test_usual_cells_are_plainly_right(type_: Type, cell) -> None:
    assert PLAINLY[type_](cell) == cell
