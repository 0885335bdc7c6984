"""What a file is, is told from its content; what cannot be read says why and what to do."""

import io
import json
import zipfile

import pytest

from lianxin.kernel.outline.readers import Unreadable, read, read_as_json
from lianxin.kernel.outline.readers.unreadable import SENTENCES
from tests.kernel.outline.conversions import Paragraph, as_docx, as_html, as_pdf

BLOCKS = [Paragraph("某公司工作要点"), Paragraph("一、加强学习，每月一次。")]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*parts: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for part in parts:
            package.writestr(part, "<a/>")
    return whole.getvalue()


def refusal(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, name)
    return raised.value


@pytest.mark.parametrize("name", ["要点.docx", "要点.doc", "要点.txt", "要点"])
def test_a_word_file_is_read_whatever_its_ending(name: str) -> None:
    assert read(as_docx(BLOCKS), name).text.startswith("某公司工作要点\n一、加强学习")


def test_a_pdf_named_txt_is_read_as_pdf() -> None:
    assert "一、加强学习，每月一次。" in read(as_pdf(BLOCKS), "要点.txt").text


def test_a_web_page_that_a_program_saved_as_doc_is_read_as_web_page() -> None:
    source = read(as_html(BLOCKS), "要点.doc")
    assert (
        source.text
        == "\u3000\u3000某公司工作要点\n\u3000\u3000一、加强学习，每月一次。"
    )


def test_tags_in_a_plain_text_stay() -> None:
    assert read("<p>一、要点</p>".encode(), "a.txt").text == "<p>一、要点</p>"


def test_line_ends_of_a_plain_text_stay_so_that_offsets_hold() -> None:
    assert read("一、学习\r\n二、检查\r三、总结\n".encode(), "a.txt").text == (
        "一、学习\r\n二、检查\n三、总结\n"
    )


def test_the_name_of_the_file_stands_in_the_source() -> None:
    assert read("一、学习".encode(), "计划.txt").name == "计划.txt"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "空.txt", "empty"),
        (b" \n\t\r\n", "空.txt", "no_text"),
        (bytes(range(256)) * 40, "程序.txt", "binary"),
        (OLE, "旧.doc", "old_word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密.docx", "locked"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word"?>',
            "旧.xml",
            "old_word",
        ),
        (b"{\\rtf1 abc}", "富文本.doc", "other_format"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "照片.jpg", "other_format"),
        (b"\x89PNG\r\n\x1a\n", "截图.docx", "other_format"),
        (b'<svg xmlns="x" onload="alert(1)"/>', "图.png", "other_format"),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<svg>', "图.svg", "other_format"),
        (b"MIME-Version: 1.0\r\n", "网页.mht", "other_format"),
        (packed("xl/workbook.xml"), "台账.xlsx", "other_format"),
        (packed("OFD.xml"), "公文.ofd", "other_format"),
        (packed("别的.txt"), "包.zip", "other_format"),
        (b"PK\x03\x04" + b"\0" * 50, "坏.docx", "damaged"),
        (as_docx(BLOCKS)[:-200], "断.docx", "damaged"),
        (b"%PDF-1.7\n%%EOF", "坏.pdf", "damaged"),
        ("不是 PDF".encode(), "假.pdf", "damaged"),
        (b"\0" * (64 * 1024 * 1024 + 1), "大.txt", "too_large"),
        (b"a" * 10_000_001, "长.txt", "too_much_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_by_name(
    data: bytes, name: str, code: str
) -> None:
    error = refusal(data, name)
    assert error.code == code
    assert error.values["name"] == name
    assert str(error).startswith(f"{name} ")


def test_every_refusal_names_the_file_and_says_what_to_do() -> None:
    values = dict.fromkeys(("format", "megabytes", "characters", "pages", "seconds"), 1)
    for code in SENTENCES:
        sentence = str(Unreadable(code, name="计划.docx", **values))
        assert "计划.docx" in sentence
        assert sentence.count(". ") >= 1, "first what is wrong, then what to do"


def test_text_and_problems_cross_a_process_border_as_json() -> None:
    told = json.loads(read_as_json("一、学习".encode("gb18030"), name="计划.txt"))
    assert told["text"] == "一、学习"
    assert told["name"] == "计划.txt"
    assert [problem["values"] for problem in told["problems"]] == [
        {"encoding": "GB18030"}
    ]
