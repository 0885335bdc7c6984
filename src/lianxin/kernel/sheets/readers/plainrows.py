"""Rows of a sheet's XML that hold nothing but numbers: read ten times as fast.

Nearly every row of a register is written in one plain shape: cells with a reference, a
style, a kind, and digits that are a number or the place of a shared text. Such rows are
taken from the bytes themselves. Any other row goes to the XML parser, and whatever is
not a row sends all the rest there: this module never decides what XML means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.kernel.outline.readers.packages import Stream

PIECE = 1 << 20
# A row of 256 cells has some ten thousand bytes; what has no end by then is none.
LONGEST_ROW = 1 << 22
OPENING = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?[^?<>]*\?>)?\s*'
    rb"<worksheet[ >]"
)
ROWS = b"<sheetData>"
END_OF_ROW = b"</row>"
_CELL = (
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,5})")?(?: t="([ns])")?'
    rb"(?:/>|><v>(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)</v></c>)"
)
CELL = re.compile(_CELL)
ROW = re.compile(
    rb'\s*<row r="([0-9]{1,7})"((?: [A-Za-z0-9:]+="[^"<&]*")*)>((?:'
    + re.sub(rb"\((?!\?)", rb"(?:", _CELL)
    + rb")*)</row>"
)
# In no row: comments, CDATA, instructions, the end of the rows.
STRANGE = re.compile(rb"<!|<\?|</sheetData")
HIDDEN = re.compile(rb' hidden="(?:1|true)"')


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row in the plain shape: letters, style, kind and digits of each cell."""

    number: int
    hidden: bool
    cells: list[tuple[bytes, bytes, bytes, bytes]]


class Rest:
    """What the parser is to read: a beginning that was read already, then the stream."""

    def __init__(self, begun: bytes, stream: Stream) -> None:
        self._begun = begun
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if self._begun:
            piece, self._begun = self._begun[:PIECE], self._begun[PIECE:]
            return piece
        return self._stream.read(size)


@dataclass(slots=True)
class PlainRows:
    """The rows at the head of a stream, plain ones and fragments for the parser.

    After the last of them, `rest` is the sheet without the rows that were given.
    """

    stream: Stream
    head: bytes = b""
    _buffer: bytes = b""
    _place: int = 0

    def __iter__(self) -> Iterator[PlainRow | bytes]:
        if not self._opened():
            return
        while (row := self._next()) is not None:
            plain = ROW.fullmatch(row)
            if plain is not None:
                number, attributes, cells = plain.groups()
                hidden = HIDDEN.search(attributes) is not None
                yield PlainRow(int(number), hidden, CELL.findall(cells))
            elif STRANGE.search(row) or not row.lstrip().startswith(b"<row"):
                self._place -= len(row)
                return
            else:
                yield self.head + row + b"</sheetData></worksheet>"

    @property
    def rest(self) -> Rest:
        """What was not given: the opening, what follows the rows, or the whole."""
        return Rest(self.head + self._buffer[self._place :], self.stream)

    def _opened(self) -> bool:
        """Read as far as the first row; whether the sheet begins in the usual way."""
        while ROWS not in self._buffer:
            piece = self.stream.read(PIECE)
            self._buffer += piece
            if not piece or len(self._buffer) > LONGEST_ROW:
                return False
        place = self._buffer.index(ROWS) + len(ROWS)
        head = self._buffer[:place]
        if not OPENING.match(head) or b"<!" in head:
            return False
        self.head, self._place = head, place
        return True

    def _next(self) -> bytes | None:
        """The bytes up to the end of a row; None where no row ends any more."""
        end = self._buffer.find(END_OF_ROW, self._place)
        while end < 0:
            piece = self.stream.read(PIECE)
            self._buffer = self._buffer[self._place :] + piece
            self._place = 0
            if not piece or len(self._buffer) > LONGEST_ROW:
                return None
            end = self._buffer.find(END_OF_ROW)
        begin, self._place = self._place, end + len(END_OF_ROW)
        return self._buffer[begin : self._place]
