"""Shared texts taken from the bytes are those that the parser alone reads."""

import io
import zipfile

import pytest

from lianxin.kernel.sheets.readers.plainrows import Rest
from lianxin.kernel.sheets.readers.plaintexts import PlainTexts
from lianxin.kernel.sheets.reading import read
from lianxin.kernel.sheets.unreadable import Unreadable
from tests.kernel.sheets.test_plain_rows import changed, workbook

TEXTS = "xl/sharedStrings.xml"


def _words(_book, sheet) -> None:
    words = ["张三", " 李 四 ", "A&B", "a<b", "换\n行", "_x000D_止", "", "赵六", "𠮷野"]
    for row in range(40):
        sheet.write_row(row, 0, [f"{word}{row}" for word in words])


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace("李".encode(), b"\r\n"),
        lambda xml: xml.replace(b"<si><t>", b"<si ><t>", 3),
        lambda xml: xml.replace(b"<si><t>", b"<si><r><t>\xe6\x96\x87</t></r><t>", 1),
        lambda xml: xml.replace(b"<sst ", b"<!-- </si> --><sst ", 1),
    ],
    ids=["as it is", "returns", "spaces", "runs", "comment"],
)
def test_the_parser_alone_reads_the_same(change, monkeypatch) -> None:
    data = changed(workbook(_words), change, part=TEXTS)
    ours = read(data, "表.xlsx").sheets
    with monkeypatch.context() as patch:
        patch.setattr(PlainTexts, "read", _nothing)
        parsed = read(data, "表.xlsx").sheets
    assert len(ours[0].rows) == 40
    assert ours == parsed


def _nothing(self: PlainTexts) -> list[str]:
    self.rest = Rest(b"", self.stream)
    return []


@pytest.mark.parametrize("bad", [b"\xff", b"\x01", b"&nothing;", b"</x>"])
def test_damage_is_found_among_plain_texts(bad: bytes) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace("赵六".encode(), bad, 1)

    with pytest.raises(Unreadable):
        read(changed(workbook(_words), change, part=TEXTS), "表.xlsx")


def test_plain_texts_never_meet_the_parser() -> None:
    class Bytes(io.BytesIO):
        name = "表"

    def plain(_book, sheet) -> None:
        for row in range(50):
            sheet.write(row, 0, f"张{row}")

    with zipfile.ZipFile(io.BytesIO(workbook(plain))) as book:
        texts = PlainTexts(Bytes(book.read(TEXTS)))  # type: ignore[arg-type]  # bytes of a file, not a member of an archive
    assert texts.read() == [f"张{row}" for row in range(50)]
    assert texts.rest is not None
    assert b"<si" not in texts.rest.read()
