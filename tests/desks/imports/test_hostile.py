"""Hostile and broken files: each with its own message, nothing executed, nothing half done."""

import io
import zipfile

import pytest

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import ImportSheet
from lianxin.desks.imports import exports
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.people.models import Person
from tests.cast import Cast
from tests.desks.imports.books import dropped, member, members_book
from tests.kernel.sheets.books import of_rows

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """A workbook with further parts in its package."""
    kept = io.BytesIO(data)
    with zipfile.ZipFile(kept, "a") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (LOCKED, "locked", "password"),
        (b"PK\x03\x04 cut off", "damaged", "damaged"),
        (b"MZ\x90\x00 program", "other_format", "a program"),
        (b"   ", "empty", "is empty"),
    ],
)
def test_what_is_no_workbook_is_refused(
    cast: Cast, data: bytes, code: str, words: str
) -> None:
    made = dropped(cast, data)
    assert made.refusal["code"] == code
    assert words in exports.refusal_in_words(made.refusal)
    assert not ImportSheet.objects.exists()
    assert staged.content_of(made) is None


def test_macros_and_links_are_told_and_left_alone(cast: Cast) -> None:
    data = with_parts(
        members_book(member(1, "赵明")),
        xl__vbaProject_dot_bin=b"x",
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>",
    )
    made = dropped(cast, data)
    assert [problem["code"] for problem in made.problems] == [
        "macros_ignored",
        "external_links",
    ]
    assert made.sheets.get().batches.get().new == 1


def test_a_sheet_of_too_many_rows_is_told_and_nothing_of_it_taken(
    cast: Cast, monkeypatch
) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    made = dropped(cast, members_book(*(member(n, "赵明") for n in range(1, 9))))
    sheet = made.sheets.get()
    assert [problem["code"] for problem in sheet.problems] == ["too_many_rows"]
    assert not sheet.batches.exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_cells_that_begin_like_formulas(cast: Cast, sign: str) -> None:
    text = f"{sign}cmd|'/C calc'!A0"
    made = dropped(cast, members_book(member(1, text), member(2, "孙强", text)))
    sheet = made.sheets.get()
    rows = staged.rows_of(sheet, Standing.WRONG, first=0, number=9)
    assert [[p["code"] for p in row.problems] for row in rows] == [
        ["formula_like"],
        ["formula_like"],
    ]
    given = exports.mending_sheet(sheet, rows)
    again = dropped(cast, of_rows([given.columns, *given.rows]), name="b.xlsx")
    assert again.sheets.get().batches.get().wrong == 2
    assert not Person.objects.filter(name__startswith=sign).exists()
