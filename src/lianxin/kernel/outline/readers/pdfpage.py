"""What is drawn on one PDF page: letters with their places, and strokes that may rule tables."""

import math
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

# Lines of a table are drawn thin, as strokes or as filled boxes.
THIN_POINTS = 3.0
SHORT_POINTS = 6.0
NESTED_FORMS = 5
# A page with more strokes than this is a drawing, not a table.
STROKES = 4_000
SLANT = math.radians(3)
UNPRINTABLE = frozenset("\ufffe\uffff\u00ad\u200b\ufeff\x7f")


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: the edges of its box and its base line, in points, y upwards.

    `middle` is that of its ink: the box of a bracket set close to another one reaches
    under its neighbour, so that letters can be put in order by their ink only.
    """

    text: str
    left: float
    middle: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along an axis, at one place of the other axis."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The letters of a page in the order of the file, and its strokes."""

    letters: list[Letter]
    across: list[Stroke]
    down: list[Stroke]
    has_picture: bool


def read_page(page: pypdfium2.PdfPage) -> Drawn:
    """Return letters and strokes of a page, turned so that most text stands upright.

    Text at another angle is a watermark or a label along the margin: it is left out.
    """
    by_angle = _letters_by_angle(page)
    angle = max(by_angle, key=lambda each: len(by_angle[each]), default=0)
    boxes, has_picture = _boxes(page)
    turned = [_turn_box(box, angle) for box in boxes]
    across = [_stroke(bottom, top, left, right) for left, bottom, right, top in turned]
    down = [_stroke(left, right, bottom, top) for left, bottom, right, top in turned]
    return Drawn(
        by_angle.get(angle, []),
        [stroke for stroke in across if stroke],
        [stroke for stroke in down if stroke],
        has_picture,
    )


def _letters_by_angle(page: pypdfium2.PdfPage) -> dict[int, list[Letter]]:
    found: dict[int, list[Letter]] = {}
    textpage = page.get_textpage()
    try:
        for index in range(textpage.count_chars()):
            angle, letter = _letter(textpage.raw, index)
            if letter:
                found.setdefault(angle, []).append(letter)
    finally:
        textpage.close()
    return found


def _letter(raw: object, index: int) -> tuple[int, Letter | None]:
    """Return one character that is really drawn, and its angle in quarter turns."""
    code = pdfium.FPDFText_GetUnicode(raw, index)
    text = chr(code) if 0x20 <= code < 0x110000 else ""
    if not text or text in UNPRINTABLE or 0xD800 <= code < 0xE000:
        return 0, None
    if pdfium.FPDFText_IsGenerated(raw, index) == 1:
        return 0, None
    quarters, rest = divmod(pdfium.FPDFText_GetCharAngle(raw, index), math.pi / 2)
    if SLANT < rest < math.pi / 2 - SLANT:
        return 0, None
    angle = -int(quarters + (rest > SLANT)) % 4  # pdfium counts clockwise
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    pdfium.FPDFText_GetLooseCharBox(raw, index, byref(box))
    pdfium.FPDFText_GetCharOrigin(raw, index, byref(x), byref(y))
    edges = _turn_box((box.left, box.bottom, box.right, box.top), angle)
    left, bottom, right, top = edges
    base = _turn(x.value, y.value, angle)[1]
    size = max(top - bottom, 0.1)
    middle = (left + right) / 2 if text.isspace() else _ink(raw, index, angle)
    return angle, Letter(text, left, middle, right, base, size)


def _ink(raw: object, index: int, angle: int) -> float:
    """Return the middle of what is drawn of a character."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(
        raw, index, byref(left), byref(right), byref(bottom), byref(top)
    )
    box = _turn_box((left.value, bottom.value, right.value, top.value), angle)
    return (box[0] + box[2]) / 2


def _turn(x: float, y: float, angle: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[angle]


def _turn_box(
    box: tuple[float, float, float, float], angle: int
) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top after turning the page."""
    x0, y0 = _turn(box[0], box[1], angle)
    x1, y1 = _turn(box[2], box[3], angle)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _boxes(
    page: pypdfium2.PdfPage,
) -> tuple[list[tuple[float, float, float, float]], bool]:
    """Return the boxes of thin paths and the edges of wide ones, and if it has pictures."""
    found: list[tuple[float, float, float, float]] = []
    has_picture = False
    for drawn in page.get_objects(max_depth=NESTED_FORMS):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif drawn.type == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(_edges(drawn.get_bounds()))
        if len(found) > STROKES:
            return [], has_picture
    return found, has_picture


def _edges(
    box: tuple[float, float, float, float],
) -> Iterator[tuple[float, float, float, float]]:
    """Yield a thin box as it is, and a wide one, the frame of a cell, as its four sides."""
    left, bottom, right, top = box
    if right - left <= THIN_POINTS or top - bottom <= THIN_POINTS:
        yield box
        return
    yield left, bottom, right, bottom
    yield left, top, right, top
    yield left, bottom, left, top
    yield right, bottom, right, top


def _stroke(near: float, far: float, low: float, high: float) -> Stroke | None:
    """Return the stroke of a box that is thin along the one axis and long along the other."""
    if far - near <= THIN_POINTS and high - low >= SHORT_POINTS:
        return Stroke((near + far) / 2, low, high)
    return None
