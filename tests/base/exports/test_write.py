"""Exports are read back with other libraries than those that wrote them."""

import os
import shutil
import subprocess
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pypdf
import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from lianxin.base.exports import operations as exports
from lianxin.base.exports.operations import Sheet, excel, pdf
from lianxin.kernel.actor import Refused

COLUMNS = ["姓名", "Day", "At", "Count", "Member", "Remark"]
DAY = date(2026, 11, 23)
ROW = ["周明远", DAY, datetime(2026, 11, 23, 1, 30, tzinfo=UTC), 7, True, None]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sheet(*rows, note="Filter: 检修一支部", title="党员名册"):
    return Sheet(title, COLUMNS, iter(rows), note)


def workbook(content):
    return openpyxl.load_workbook(BytesIO(content))


def text_of_pdf(content):
    return "\n".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(content)).pages)


def test_excel_holds_what_was_given_with_dates_as_dates():
    read = CalamineWorkbook.from_filelike(
        BytesIO(exports.write("xlsx", sheet(ROW)))
    ).get_sheet_by_name("党员名册")
    assert read.to_python() == [
        COLUMNS,
        ["周明远", DAY, datetime(2026, 11, 23, 9, 30), 7.0, "Yes", ""],  # noqa: DTZ001 -- cells have no zone
    ]


def test_excel_shows_days_as_the_house_writes_them():
    page = workbook(exports.write("xlsx", sheet(ROW))).active
    assert page["B2"].number_format == "yyyy-mm-dd"
    assert page["C2"].number_format == "yyyy-mm-dd hh:mm"


def test_excel_has_filters_a_fixed_head_and_room_for_han():
    page = workbook(exports.write("xlsx", sheet(ROW, ["极" * 15, *ROW[1:]]))).active
    assert page.auto_filter.ref == "A1:F3"
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert page["A1"].font.bold
    assert 32 <= page.column_dimensions["A"].width < 33


def test_the_note_stands_on_a_page_of_its_own():
    book = workbook(exports.write("xlsx", sheet(ROW)))
    assert book.sheetnames == ["党员名册", "About this table"]
    assert [c.value for c in book["About this table"]["A"]] == [
        "党员名册",
        "Filter: 检修一支部",
    ]


def test_without_a_note_there_is_one_page():
    assert workbook(exports.write("xlsx", sheet(note=""))).sheetnames == ["党员名册"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', "=" * 9],
)
def test_what_looks_like_a_formula_stays_text(text):
    page = workbook(exports.write("xlsx", sheet([text, *ROW[1:]]))).active
    assert page["A2"].data_type == "s"
    assert page["A2"].value == text
    assert page["A2"].quotePrefix


def test_a_sheet_name_is_made_allowed():
    book = workbook(exports.write("xlsx", sheet(title="A/B: [它] 'x'? " + "长" * 40)))
    assert book.sheetnames[0] == "A B   它   x   " + "长" * 17


@pytest.mark.parametrize("format_", ["xlsx", "docx", "pdf"])
def test_hostile_text_breaks_no_format(format_):
    hostile = (
        "\x00\x0b\ud800\uffff a<b>&amp; #panic() $x$ 🀄 𠮷 \u202ertl \r\n"
        + "长" * 40_000
    )
    assert exports.write(format_, sheet([hostile, *ROW[1:]], title="# <t>\x00&"))


@pytest.mark.parametrize("format_", ["xlsx", "docx", "pdf"])
def test_an_empty_list_gives_a_file_with_its_head(format_):
    assert len(exports.write(format_, sheet())) > 1000


def test_excel_refuses_more_rows_than_it_can_hold(monkeypatch):
    monkeypatch.setattr(excel, "EXCEL_ROWS", 3)
    assert exports.write("xlsx", sheet(ROW, ROW))
    with pytest.raises(Refused):
        exports.write("xlsx", sheet(ROW, ROW, ROW))


def test_word_holds_title_note_and_table():
    document = docx.Document(BytesIO(exports.write("docx", sheet(ROW))))
    assert [p.text for p in document.paragraphs] == ["党员名册", "Filter: 检修一支部"]
    (table,) = document.tables
    assert [[c.text for c in row.cells] for row in table.rows] == [
        COLUMNS,
        ["周明远", "2026-11-23", "2026-11-23 09:30", "7", "Yes", ""],
    ]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == [
        "PAGE",
        "NUMPAGES",
    ]


def test_pdf_holds_title_note_table_and_page_numbers():
    made = exports.write("pdf", sheet(*[ROW] * 80))
    text = text_of_pdf(made)
    reader = pypdf.PdfReader(BytesIO(made))
    pages = len(reader.pages)
    assert pages > 1
    assert reader.metadata.title == "党员名册"
    assert text.count("周明远") == 80
    assert text.count("姓名") == pages
    assert text.count("2026-11-23 09:30") == 80
    assert f"1 / {pages}" in text
    assert "Filter: 检修一支部" in text


def test_what_is_filled_in_by_hand_stands_upright_with_room_to_write():
    ballot = Sheet("选票", ["姓名", "赞成"], [["周明远", "□"]], by_hand=True)
    document = docx.Document(BytesIO(exports.write("docx", ballot)))
    section, (table,) = document.sections[0], document.tables
    assert section.page_width < section.page_height
    assert document.styles["Normal"].font.size.pt == 14
    assert [row.height and row.height.pt for row in table.rows] == [None, 32.0]
    grid = table._tbl.tblGrid.gridCol_lst
    assert (
        sum(column.w for column in grid) <= section.page_width - 2 * section.left_margin
    )
    made = exports.write("pdf", ballot)
    (page,) = pypdf.PdfReader(BytesIO(made)).pages
    assert page.mediabox.width < page.mediabox.height
    sizes = set()
    page.extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: (
            "周明远" in text and sizes.add(round(size))
        )
    )
    assert sizes == {13}


def test_small_pdfs_can_be_read_aloud_and_large_ones_stay_small():
    small = pypdf.PdfReader(BytesIO(exports.write("pdf", sheet(ROW))))
    large = pypdf.PdfReader(BytesIO(exports.write("pdf", sheet(*[ROW] * 501))))
    assert "/StructTreeRoot" in small.trailer["/Root"]
    assert "/StructTreeRoot" not in large.trailer["/Root"]


def test_pdf_markup_in_the_data_is_only_text():
    made = exports.write("pdf", sheet(["#emph[x] *y* $z$", *ROW[1:]]))
    assert "#emph[x] *y* $z$" in text_of_pdf(made)


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_too_many_rows_for_pages_are_refused_in_words(format_):
    with pytest.raises(Refused) as refused:
        exports.write(format_, sheet(*[ROW] * 5001))
    assert "5000" in refused.value.reason


def test_without_a_chinese_font_a_pdf_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(pdf, "chinese_fonts", tuple)
    with pytest.raises(Refused) as refused:
        exports.write("pdf", sheet(ROW))
    assert "fonts-noto-cjk" in refused.value.reason
    latin = Sheet("Members", ["Name"], [["Smith"]])
    assert "Smith" in text_of_pdf(exports.write("pdf", latin))


def test_words_are_in_the_language_in_use():
    with translation.override("zh-hant"):
        assert "周明远" in text_of_pdf(exports.write("pdf", sheet(ROW)))


def test_other_values_are_written_plainly():
    row = [time(9, 5), Decimal("1.50"), False, 0, "", "a\nb"]
    document = docx.Document(BytesIO(exports.write("docx", sheet(row))))
    cells = [c.text for c in document.tables[0].rows[1].cells]
    assert cells == ["09:05", "1.50", "No", "0", "", "a\nb"]


@pytest.mark.parametrize("format_", ["xlsx", "docx"])
def test_an_office_program_opens_it(format_, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have LibreOffice (soffice).")
        pytest.skip("LibreOffice (soffice) is not installed.")
    file = tmp_path / f"export.{format_}"
    file.write_bytes(exports.write(format_, sheet(ROW, ["=1+1", *ROW[1:]])))
    done = subprocess.run(  # noqa: S603 -- our own arguments
        [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=False, capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "周明远" in text_of_pdf((tmp_path / "export.pdf").read_bytes())
