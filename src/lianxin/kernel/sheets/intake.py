"""A document on its way into the software: outlined, unless it is marked as secret.

Runs in a child process, so that of a marked document nothing comes back but the line
that carries the marking.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping

from lianxin.kernel.outline.cleaning import clean
from lianxin.kernel.outline.readers import Unreadable, paste, read
from lianxin.kernel.outline.readers.detect import PACKAGE_FAULTS
from lianxin.kernel.outline.readers.limits import MEGABYTE, PART_MEGABYTES
from lianxin.kernel.outline.recogniser import outline
from lianxin.kernel.outline.secrecy import Marking, marking_in
from lianxin.kernel.outline.source import Source
from lianxin.kernel.sheets.tables import SheetError, read_table

_WORD_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)|(<w:tab/>|</w:tc>)")
_SHEET_TEXT = re.compile(
    rb"<(?:t|oddHeader|oddFooter|evenHeader|firstHeader|a:t)(?: [^>]*)?>([^<]*)</|(</si>|</is>|</a:p>)|(\0)"
)
_PARTS = re.compile(
    r"(?:word/(?:document|header|footer)|xl/(?:sharedStrings|worksheets/|drawings/)).*\.xml"
)


class Marked(Exception):
    """The document is marked as secret; `values` name the line and its words."""

    def __init__(self, code: str, /, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str | int] = values


def outline_unless_marked(data: bytes, *, name: str) -> bytes:
    """Return JSON with the text of a file, its outline and its stretches of damage.

    `name` is empty for pasted text. Raises Marked for a document that is marked as
    secret: in its text, its name, its headers and footers or its text boxes; raises
    Unreadable as the readers do.
    """
    refuse_marked(data, name=name)
    source = _source(data, name)
    _refuse(marking_in(source.text))
    left_out = [dict(problem.values).get("found", "") for problem in source.problems]
    _refuse(marking_in("\n".join(left_out)))
    found = outline(source)
    whole = {
        "text": source.text,
        "outline": found.as_json(),
        "number": number_in(clean_head(source)),
        "issuer": issuer_in(clean_head(source)),
    }
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")


def _source(data: bytes, name: str) -> Source:
    """The text of a file or of what was pasted; rows of a workbook as lines with tabs."""
    if not name:
        return paste(data.decode("utf-8", "replace"))
    if not name.lower().endswith(".xlsx"):
        return read(data, name)
    try:
        rows = read_table(data, name=name)
    except SheetError as error:
        raise Unreadable("damaged", name=name, format="a workbook (.xlsx)") from error
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return paste("\n".join(lines))


def refuse_marked(data: bytes, *, name: str) -> None:
    """Raise Marked where the name of a file, or a part no reader shows, is marked."""
    _refuse(marking_in(name.rpartition(".")[0] or name))
    for text in _hidden_texts(data):
        _refuse(marking_in(text))


def _refuse(marking: Marking | None) -> None:
    if marking is not None:
        raise Marked("marked", line=marking.line, words=marking.words)


def _hidden_texts(data: bytes) -> Iterator[str]:
    """All words of an office file, text boxes and headers too, one line a paragraph."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist()[:2000]:
                if _PARTS.fullmatch(part):
                    with package.open(part) as file:
                        yield _words(file.read(PART_MEGABYTES * MEGABYTE))
    except PACKAGE_FAULTS:
        return  # the reader says so, in words


def _words(content: bytes) -> str:
    shape = _WORD_TEXT if b"<w:t" in content else _SHEET_TEXT
    pieces = []
    for text, end, gap in shape.findall(content):
        pieces.append(b"\n" if end else b"\t" if gap else text)
    return b"".join(pieces).decode("utf-8", "replace")


_NUMBER = re.compile(
    r"(?m)^[ \t\u3000]*(?P<number>[\u4e00-\u9fff]{1,16}[ ]?[〔\[﹝【（(][ ]?\d{4}[ ]?[〕\]﹞】）)][ ]?第?[ ]?\d{1,5}[ ]?[号號])[ \t\u3000]*(?:签发人.*|簽發人.*)?$"
)
_LETTERHEAD = re.compile(
    r"(?m)^[ \t\u3000]*(?P<issuer>(?:中共|中国共产党)?[\u4e00-\u9fff（）()]{2,40}(?:委员会|委員會|党组|黨組|党委|黨委|总支|總支|集团公司|有限公司))(?:文件)?[ \t\u3000]*$"
)


def clean_head(source: Source) -> str:
    """The first thousand signs of a document, without remnants of damage."""
    return clean(source.text[:1000]).text


def number_in(head: str) -> str:
    """The document's own number (文号) in its head; empty where none stands there."""
    found = _NUMBER.search(head)
    return found["number"].replace(" ", "") if found else ""


def issuer_in(head: str) -> str:
    """Who issued the document, by its letterhead; empty where none stands there."""
    found = _LETTERHEAD.search(head)
    return found["issuer"] if found else ""
