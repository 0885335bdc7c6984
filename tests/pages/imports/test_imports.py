"""From the dropped file to its rows, and back again as a workbook."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.journal.models import Entry
from lianxin.desks.imports.exports.refusals import OF_FILES
from lianxin.desks.imports.exports.sentences import OF_ROWS
from lianxin.kernel.sheets import problems, unreadable
from tests.cast import Cast
from tests.pages.imports.numbers import waiting_import


def drop(cast: Cast, *contents: bytes):
    files = [SimpleUploadedFile(f"{n}.xlsx", c) for n, c in enumerate(contents)]
    address = reverse("imports:drop")
    return cast.client("sub_clerk").post(address, {"workbooks": files})


def test_a_file_is_kept_for_the_unit_of_the_post(cast: Cast) -> None:
    answer = drop(cast, b"PK anything")
    made = Import.objects.get()
    assert answer["Location"] == reverse("imports:import", args=[made.pk])
    assert (made.unit, made.person_name) == (cast.units["sub"].pk, "唐小满")
    page = cast.client("sub_clerk").get(answer["Location"]).content.decode()
    assert "Being read" in page
    assert 'hx-trigger="load delay:2s"' in page


def test_the_same_file_twice_is_the_first_one(cast: Cast) -> None:
    first = drop(cast, b"PK anything")
    assert drop(cast, b"PK anything")["Location"] == first["Location"]
    assert drop(cast, b"PK other", b"PK more")["Location"] == reverse("imports:list")
    assert Import.objects.count() == 3


def test_an_empty_file_is_refused(cast: Cast) -> None:
    assert drop(cast, b"").status_code == 422
    assert not Import.objects.exists()


def test_rows_are_shown_with_the_reasons_and_numbers_masked(cast: Cast) -> None:
    _made, sheet = waiting_import(cast, b"x")
    client = cast.client("sub_clerk")
    address = reverse("imports:sheet", args=[sheet.pk])
    wrong = client.get(address).content.decode()
    assert "The identity number has 15 characters instead of 18." in wrong
    assert "There is no unit “无此支部”." in wrong
    assert "C4" in wrong
    assert "110101199003079" not in wrong
    right = client.get(address, {"show": "right"}).content.decode()
    assert "赵明" in right
    assert "110*************72" in right
    assert "孙强" not in right
    # A column that was taken for nothing may hold identity numbers all the same.
    sheet.columns = [
        [letter, head, "", False] for letter, head, *_rest in sheet.columns
    ]
    sheet.save()
    right = client.get(address, {"show": "right"}).content.decode()
    assert "110*************72" in right
    assert not re.search(r"\d{17}", right)


def test_wrong_rows_come_back_with_a_column_of_reasons(cast: Cast) -> None:
    _made, sheet = waiting_import(cast, b"x")
    answer = cast.client("sub_clerk").post(reverse("imports:wrong", args=[sheet.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = [list(row) for row in book.worksheets[0].values]
    assert rows[0] == ["姓名", "身份证号", "所在支部", "政治面貌", "Reasons"]
    assert rows[1][:4] == ["孙强", "110101199003079", "无此支部", "党员"]
    assert "15 characters" in rows[1][4]
    assert len(rows) == 2
    assert Entry.objects.get(code="imports.given_back").after["wrong_rows"] == 1


def test_columns_are_chosen_on_their_page(cast: Cast) -> None:
    made, sheet = waiting_import(cast, b"x")
    sent = {
        "kind": "members", "header": "2", "column_A": "name", "column_B": "id_number",
        "column_C": "branch", "column_D": "remark",
    }  # fmt: skip
    address = reverse("imports:columns", args=[sheet.pk])
    assert cast.client("sub_clerk").post(address, sent).status_code == 302
    chosen = ImportSheet.objects.get().chosen
    assert chosen["columns"]["D"] == "remark"
    made.refresh_from_db()
    assert made.read_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(cast: Cast, count: int) -> None:
    client = cast.client("sub_clerk")
    client.get(reverse("imports:list"))
    for number in range(count):
        waiting_import(cast, str(number).encode())
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("imports:list"))
    assert len(asked) == LIST_QUERIES


LIST_QUERIES = 10


def test_each_sentence_of_the_reader_has_words() -> None:
    def plain(sentences) -> dict[str, str]:
        return {code: str(words) for code, words in sentences.items()}

    def formed(sentences) -> dict[str, str]:
        names = [
            "field", "found", "value", "other", "row", "count", "known", "months",
            "times", "basis", "characters", "year", "header", "words", "rows", "cells",
            "last", "encoding", "letters", "name", "megabytes", "sheets", "seconds",
            "format",
        ]  # fmt: skip
        keys = {name: f"%({name})s" for name in names}
        return {code: words.format(**keys) for code, words in sentences.items()}

    assert plain(OF_ROWS) == formed(problems.SENTENCES)
    assert plain(OF_FILES) == formed(unreadable.SENTENCES)
