"""Rows of a sheet's XML that hold nothing but numbers: read ten times as fast.

Nearly every row of a register is written in one plain shape: cells with a reference, a
style, a kind, and digits that are a number or the place of a shared text. Such rows are
taken from the bytes themselves. Any other row goes to the XML parser, and whatever is
not a row sends all the rest there: this module never decides what XML means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
_BEGIN_OF_ROW = rb'\s*<row r="([0-9]{1,7})"((?: [A-Za-z0-9:]+="[^"<&]*")*)>'
ROW = re.compile(
    _BEGIN_OF_ROW + rb"((?:" + re.sub(rb"\((?!\?)", rb"(?:", _CELL) + rb")*)</row>"
)
# In no row: comments, CDATA, instructions, the end of the rows.
STRANGE = re.compile(rb"<!|<\?|</sheetData")
HIDDEN = re.compile(rb' hidden="(?:1|true)"')


_NUMBER = rb"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_PLACE = rb"[0-9]{1,15}"
# So many shapes are tried before a row is taken apart cell by cell.
SHAPES = 4
# After so many rows in vain no shape is tried; so many shapes are known at a time.
TRIES, REMEMBERED = 200, 1000


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What many rows have in common: letters, style and kind of each cell.

    The next row of the same shape is read by one expression that has only the digits
    of its cells.
    """

    letters: tuple[bytes, ...]
    styles: tuple[bytes, ...]
    kinds: tuple[bytes, ...]

    def expression(self) -> re.Pattern[bytes]:
        """What matches rows of this shape, and no others."""
        cells = []
        for letters, style, kind in zip(
            self.letters, self.styles, self.kinds, strict=True
        ):
            attributes = b' s="%b"' % style if style else b""
            attributes += b' t="%b"' % kind if kind else b""
            digits = _PLACE if kind == b"s" else _NUMBER
            cells.append(
                rb'<c r="%b[0-9]{1,7}"%b(?:/>|><v>(%b)</v></c>)'
                % (letters, attributes, digits)
            )
        return re.compile(_BEGIN_OF_ROW + b"".join(cells) + END_OF_ROW)


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row in a plain shape, and the digits of each cell; empty for an empty cell."""

    number: int
    hidden: bool
    shape: Shape
    contents: tuple[bytes, ...]


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
    _shapes: dict[tuple[tuple[bytes, ...], ...], Shape] = field(default_factory=dict)
    # Shapes with their expressions, the one that was met last first.
    _tried: list[tuple[re.Pattern[bytes], Shape]] = field(default_factory=list)
    _missed: int = 0

    def __iter__(self) -> Iterator[PlainRow | bytes]:
        if not self._opened():
            return
        while (row := self._next()) is not None:
            plain = self._of_known_shape(row) or self._taken_apart(row)
            if plain is not None:
                yield plain
            elif STRANGE.search(row) or not row.lstrip().startswith(b"<row"):
                self._place -= len(row)
                return
            else:
                yield self.head + row + b"</sheetData></worksheet>"

    @property
    def rest(self) -> Rest:
        """What was not given: the opening, what follows the rows, or the whole."""
        return Rest(self.head + self._buffer[self._place :], self.stream)

    def _of_known_shape(self, row: bytes) -> PlainRow | None:
        for place, (expression, shape) in enumerate(self._tried):
            found = expression.fullmatch(row)
            if found is None:
                continue
            if place:
                self._tried.insert(0, self._tried.pop(place))
            number, attributes, *contents = found.groups(b"")
            hidden = bool(attributes) and HIDDEN.search(attributes) is not None
            return PlainRow(int(number), hidden, shape, tuple(contents))
        self._missed += 1
        return None

    def _taken_apart(self, row: bytes) -> PlainRow | None:
        """A row of any plain shape, which the next ones may have too.

        None where a cell is to show a text whose place is no place.
        """
        plain = ROW.fullmatch(row)
        if plain is None:
            return None
        number, attributes, cells = plain.groups()
        found = CELL.findall(cells)
        if any(
            kind == b"s" and content and not content.isdigit()
            for _letters, _style, kind, content in found
        ):
            return None
        letters, styles, kinds, contents = (
            zip(*found, strict=True) if found else ((), (), (), ())
        )
        key = (letters, styles, kinds)
        shape = self._shapes.get(key)
        if shape is None:
            shape = Shape(*key)
            if len(self._shapes) < REMEMBERED:
                self._shapes[key] = shape
        elif self._missed < TRIES and all(shape is not one for _, one in self._tried):
            # Met a second time; where too many rows differ, none is tried any more.
            self._tried = [(shape.expression(), shape), *self._tried[: SHAPES - 1]]
        if self._missed == TRIES:
            self._tried.clear()
        hidden = HIDDEN.search(attributes) is not None
        return PlainRow(int(number), hidden, shape, contents)

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
