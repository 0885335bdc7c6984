"""The page of the journal: for those entitled, filtered, exported as shown."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Ref
from lianxin.org.units.events import UnitMoved, UnitRenamed
from tests.cast import AT

URL = "/journal/"


@pytest.fixture
def write(cast):
    def write(unit, event=UnitRenamed, by="clerk", at=AT, **values):
        ref = Ref("units.unit", cast.units[unit].pk)
        journal.write(
            event(subject=ref, unit=ref, actor=cast.actor(by), at=at, **values)
        )

    return write


def shown(client, address=URL):
    """The rows of the list as it exports them."""
    sep = "&" if "?" in address else "?"
    response = client.get(f"{address}{sep}format=xlsx")
    assert response.status_code == 200
    sheet = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return sheet.get_sheet_by_index(0).to_python()[1:]


def test_it_opens_when_nothing_has_happened_yet(cast):
    page = cast.client("secretary").get(URL)
    assert page.status_code == 200
    assert "Nothing has happened here" in page.content.decode()


@pytest.mark.parametrize(
    "role", ["member", "employee", "organiser", "administrator", "union_chair"]
)
def test_others_are_told_who_reads_it(cast, role):
    page = cast.client(role).get(URL)
    assert page.status_code == 403
    assert "discipline officers" in page.content.decode()


def test_an_entry_is_told_in_words(cast, write):
    write("branch", before={"name": "检修支部"}, after={"name": "检修一支部"})
    assert shown(cast.client("branch_secretary"))[0][1:] == [
        "林若溪",
        "华岭集团党委 · Party-affairs office clerk",
        "A unit has a new name from a day on.",
        "检修一支部",
        "检修一支部",
        "Name: 检修支部 → 检修一支部",
    ]


def test_it_shows_ones_own_reach_newest_first(cast, write):
    for unit in ("root", "sub", "branch", "other"):
        write(unit)
    assert [row[5] for row in shown(cast.client("sub_clerk"))] == [
        "检修一支部",
        "北川公司党委",
    ]


@pytest.mark.parametrize(
    ("asked", "units"),
    [
        ("unit=北川公司党委", ["检修一支部", "北川公司党委"]),
        ("unit=运行二支部", ["运行二支部"]),
        ("person=唐小", ["北川公司党委"]),
        ("code=units.moved", ["检修一支部"]),
        ("since=2026-11-24", ["运行二支部"]),
        ("until=2026-11-23", ["检修一支部", "北川公司党委", "华岭集团党委"]),
        ("since=2026-11-23&until=2026-11-23&person=林", ["检修一支部", "华岭集团党委"]),
        ("unit=没有", []),
        ("since=0001-01-01", []),
        ("until=9999-12-31", []),
        ("subject=x", []),
        ("code=none", []),
    ],
)
def test_filters_narrow_it(cast, write, asked, units):
    write("root")
    write("sub", by="sub_clerk")
    write("branch", UnitMoved)
    write("other", at=AT + timedelta(days=1))
    assert [
        row[5] for row in shown(cast.client("secretary"), f"{URL}?{asked}")
    ] == units


def test_entries_about_one_thing(cast, write):
    write("sub")
    write("branch")
    pk = cast.units["sub"].pk
    rows = shown(cast.client("secretary"), f"{URL}?subject=units.unit:{pk}")
    assert [row[5] for row in rows] == ["北川公司党委"]


def test_the_number_of_queries_does_not_grow(cast, write):
    client = cast.client("secretary")
    client.get(URL)
    counted = []
    for units in (["branch"], ["sub", "other"]):
        for unit in units:
            write(unit)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert counted[0] <= 15
