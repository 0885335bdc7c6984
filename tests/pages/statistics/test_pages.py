"""Pages of statistics: a number leads to its rows; a roster is compared, nothing kept."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.base.imports.models import Import
from tests.cast import TODAY, Cast
from tests.desks.imports.books import member, members_book

TABLE = "/org/statistics/members_by_standing/"


def test_a_number_leads_to_the_rows_behind_it(cast: Cast) -> None:
    client = cast.client("clerk")
    asked = {"unit": f"#{cast.units['branch'].pk}", "on": TODAY.isoformat()}
    page = client.get(TABLE, asked)
    figures = page.context["figures"]
    assert figures.rows[0][1][0].number == 5
    kept = page.context["kept"]
    rows = client.get(f"{TABLE}0/0/?{kept}").context["table"]
    assert rows.count == 5
    assert f"{TABLE}0/0/?{kept}".replace("&", "&amp;") in page.content.decode()


def test_a_table_is_drawn_from_itself_and_never_without_it(cast: Cast) -> None:
    page = cast.client("clerk").get(TABLE).content.decode()
    figure = page.index('data-chart="/static/js/echarts.min')
    assert figure < page.index("data-chart-table")
    assert "hidden>" in page[figure : figure + 120]  # shown by the script alone
    assert page.count("data-whole") == 1


def test_two_numbers_tell_of_restricted_units_and_no_file_has_them(cast: Cast) -> None:
    cast.units["branch"].is_restricted = True
    cast.units["branch"].save()
    client = cast.client("clerk")
    assert "1 units abroad and classified ones with 5 members" in (
        client.get(TABLE).content.decode()
    )
    made = client.get(TABLE, {"format": "xlsx"})
    _numbers, about = openpyxl.load_workbook(BytesIO(made.content)).worksheets
    assert about["A2"].value.endswith("units abroad and classified ones are left out.")


def test_the_file_has_the_numbers_the_unit_and_the_day(cast: Cast) -> None:
    asked = {"unit": f"#{cast.units['branch'].pk}", "on": "2026-11-23"}
    made = cast.client("clerk").get(TABLE, {**asked, "format": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(made.content))
    numbers, about = book.worksheets
    assert [cell.value for cell in numbers[2]][:2] == ["All", 5]
    assert "检修一支部 with all below, as of 2026-11-23" in about["A2"].value


def test_a_unit_that_is_none_is_told_beside_the_field(cast: Cast) -> None:
    page = cast.client("clerk").get(TABLE, {"unit": "没有这个组织", "on": "x"})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"unit", "on"}


def sent(cast: Cast, data: bytes, name: str = "r.xlsx"):
    return cast.client("sub_clerk").post(
        "/org/statistics/roster/",
        {
            "unit": f"#{cast.units['branch'].pk}",
            "workbook": SimpleUploadedFile(name, data),
        },
    )


def test_a_roster_is_compared_and_nothing_of_it_is_kept(cast: Cast) -> None:
    page = sent(cast, members_book(member(7, "别处人")))
    assert page.status_code == 200
    assert [m.name for m in page.context["found"].missing_here] == ["别处人"]
    assert len(page.context["found"].numberless) == 5
    assert not Import.objects.exists()


def test_what_cannot_be_read_is_told_at_the_file(cast: Cast) -> None:
    page = sent(cast, b"\x00\x01\x02", "r.bin")
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["workbook"]
    assert "found" not in page.context
