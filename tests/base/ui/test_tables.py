"""The list: filters, sorting, pages, files, and nothing more in a file than shown."""

import re
from io import BytesIO

import pytest
from django import forms
from django.db.models.functions import Length
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from openpyxl import load_workbook

from lianxin.base.accounts.models import User
from lianxin.base.ui import tables
from lianxin.base.ui.forms import FilterForm
from lianxin.base.ui.tables import Column, Table, list_page
from tests.cast import AT

FACTORY = RequestFactory()
COLUMNS = (
    Column("name", "Name", lambda row: row.username, sort=("username",)),
    Column("made", "Made", lambda row: row.created_at, export=lambda _row: "then"),
    Column("length", "Length", lambda row: row.length),
)


class Filters(FilterForm):
    q = forms.CharField(label="Words", required=False, max_length=5)

    def apply(self, rows):
        return rows.filter(username__contains=self.cleaned_data["q"])


class FilterWithBestFirst(Filters):
    """Those with the shortest names fit best."""

    def fitting(self, rows, *, most):
        if not self.cleaned_data["q"]:
            return None
        found = [*self.apply(rows).order_by(Length("username"), "pk")[:most]]
        return [row.pk for row in found]


def measure(rows: list[User]) -> None:
    for row in rows:
        row.length = len(row.username)


def accounts(number: int) -> None:
    User.objects.bulk_create(
        User(username=f"user{n:02}", created_at=AT) for n in range(number)
    )


def table(address: str = "", filters: type[Filters] = Filters) -> Table:
    request = FACTORY.get(f"/?{address}")
    return Table(
        rows=User.objects.order_by("pk"),
        columns=COLUMNS,
        filters=filters(data=request.GET),
        address=request.GET,
        caption="Accounts",
        empty="None yet.",
        prepare=measure,
    )


def names(shown: Table) -> list[object]:
    return [row[0].value for row in shown.rows]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.django_db
def test_two_queries_whatever_the_number(
    number: int, django_assert_num_queries
) -> None:
    accounts(number)
    with django_assert_num_queries(2):
        assert len(table().rows) == number


@pytest.mark.django_db
def test_an_empty_table() -> None:
    shown = table()
    assert (shown.rows, shown.count, shown.is_filtered) == ([], 0, False)


@pytest.mark.django_db
def test_titles_of_numbers_stand_at_the_end_as_the_numbers_do() -> None:
    accounts(1)
    assert [h.is_of_numbers for h in table().headings] == [False, False, True]
    response = list_page(
        FACTORY.get("/"),
        "ui/rows.html",
        rows=User.objects.order_by("pk"),
        columns=COLUMNS,
        caption="Accounts",
        empty="None yet.",
        export_name="accounts",
        prepare=measure,
    )
    page = response.content.decode()
    assert re.findall(r'<th [^>]*class="number"[^>]*>(\w+)', page) == ["Length"]


@pytest.mark.django_db
def test_many_words_ask_for_a_wide_column_and_numbers_for_none() -> None:
    accounts(1)
    User.objects.update(username="北川发电公司检修一党支部")
    shown = Template("{% load ui %}{% rows_of table %}").render(
        Context({"table": table()})
    )
    classes = re.findall(r'data-label="(\w+)"(?: class="(\w+)")?>', shown)
    assert classes == [("Name", "long"), ("Made", ""), ("Length", "number")]
    User.objects.update(username="任" * 40)
    assert 'class="text"' in Template("{% load ui %}{% rows_of table %}").render(
        Context({"table": table()})
    )


@pytest.mark.django_db
def test_pages_of_25() -> None:
    accounts(51)
    assert [len(table(f"page={n}").rows) for n in (1, 2, 3)] == [25, 25, 1]
    assert table("page=99").number == "3"
    assert table("page=x").number == "1"


@pytest.mark.django_db
def test_filters_and_sorting_stay_in_the_addresses() -> None:
    accounts(60)
    shown = table("q=user&sort=-name&page=2")
    assert shown.previous == "?q=user&sort=-name&page=1"
    assert shown.following == "?q=user&sort=-name&page=3"
    assert shown.downloads[0] == ("Excel", "?q=user&sort=-name&format=xlsx")
    assert shown.headings[0].url == "?q=user&sort=name"


@pytest.mark.django_db
def test_what_fits_best_comes_first_until_the_user_sorts(monkeypatch) -> None:
    monkeypatch.setattr(tables, "MOST_FOUND", 2)
    User.objects.bulk_create(
        User(username=name, created_at=AT) for name in ("zzz", "aaz", "z", "az", "b")
    )
    shown = table("q=z", FilterWithBestFirst)
    assert (names(shown), shown.count, shown.has_more) == (["z", "az"], 2, True)
    shown = table("q=z&sort=name", FilterWithBestFirst)
    assert names(shown) == ["aaz", "az"]
    shown = table("q=zz", FilterWithBestFirst)
    assert (names(shown), shown.count, shown.has_more) == (["zzz"], 1, False)
    assert names(table("q=", FilterWithBestFirst))[0] == "zzz"
    whole = table("q=z", FilterWithBestFirst).exported()
    assert [row[0] for row in whole] == ["zzz", "aaz", "z", "az"]


@pytest.mark.django_db
def test_sorting_both_ways_and_not_by_what_is_no_column() -> None:
    accounts(3)
    assert names(table("sort=-name")) == ["user02", "user01", "user00"]
    assert names(table("sort=name")) == ["user00", "user01", "user02"]
    assert names(table("sort=password")) == ["user00", "user01", "user02"]
    assert table("sort=-name").headings[0].direction == "descending"
    assert table("sort=name").headings[0].url == "?sort=-name"
    assert table().headings[2].url == ""


@pytest.mark.django_db
def test_filters_that_cannot_be_used_show_nothing() -> None:
    accounts(3)
    shown = table("q=far-too-long")
    assert (shown.rows, shown.is_filtered) == ([], True)


def page(address: str, **headers: str) -> HttpResponse:
    request = FACTORY.get(f"/?{address}", headers=headers)
    return list_page(
        request,
        "ui/rows.html",
        rows=User.objects.order_by("pk"),
        columns=COLUMNS,
        filters=Filters,
        caption="账号",
        empty="None yet.",
        export_name="账号",
        prepare=measure,
    )


@pytest.mark.django_db
def test_a_file_has_all_pages_of_what_is_shown() -> None:
    accounts(30)
    response = page("q=user0&sort=-name&format=xlsx&page=2")
    sheet = load_workbook(BytesIO(response.content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "then"]
    assert rows == [(f"user0{n}", "then", 6) for n in range(9, -1, -1)]
    assert response["Content-Type"].endswith("sheet")
    assert "filename*=utf-8''%E8%B4%A6%E5%8F%B7-" in response["Content-Disposition"]


@pytest.mark.django_db
def test_a_format_that_there_is_not_shows_the_page() -> None:
    assert page("format=exe")["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_answers_of_one_address_are_told_apart() -> None:
    assert page("")["Vary"] == "HX-Request"
