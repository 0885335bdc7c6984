"""Typed markers taken apart, and the numbering definitions that let Word count them."""

import re
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from lianxin.kernel.outline.readers.numerals import numeral

HAN_NUMBER = "[一二三四五六七八九十百]+"
# Markers that Word can count: prefix, number, suffix.
COUNTABLE = re.compile(
    rf"(?P<before>第|[(（]?)(?P<number>{HAN_NUMBER}|\d+|[①-⑳])"
    r"(?P<after>[章节条編编]|、|[.．]|[)）]、?)?\Z"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A typed marker taken apart: `before` + `number` in `style` + `after`."""

    before: str
    number: int
    after: str
    style: str

    @property
    def family(self) -> tuple[str, str, str]:
        return self.before, self.style, self.after


def taken_apart(marker: str | None) -> Marker | None:
    """Return a marker's parts if Word could have counted it."""
    found = COUNTABLE.match("".join((marker or "").split()))
    if not found or not (
        found["before"] or found["after"] or found["number"] in "①②③④⑤⑥⑦⑧⑨"
    ):
        return None
    for style in ("decimal", "chineseCountingThousand", "decimalEnclosedCircle"):
        for number in range(1, 200):
            if numeral(number, style) == found["number"]:
                return Marker(found["before"], number, found["after"] or "", style)
    return None


def typed(marker: Marker) -> str:
    return marker.before + numeral(marker.number, marker.style) + marker.after


class WordLists:
    """Numbering definitions made as they are needed.

    One multilevel definition serves the levels as first met, as in a document written
    with Word's outline button; other styles at a level get a definition of their own.
    A number that Word would not give next starts a new list with an override.
    """

    def __init__(self, numbering) -> None:
        self._root = numbering
        for element in list(numbering):
            numbering.remove(element)
        self._main: dict[int, Marker] = {}
        self._counts: dict[int, int] = {}
        self._starts: dict[int, int] = {}
        self._abstract = self._add_abstract()
        self._num = self._add_num(self._abstract)
        self._own: dict[tuple[str, str, str], list[int]] = {}

    def counted(self, marker: Marker, level: int) -> tuple[int, int]:
        """Return the list and the level whose next number is the marker's."""
        if level not in self._main:
            self._main[level] = marker
            _add_level(self._abstract, level, marker)
        if self._main[level].family != marker.family:
            return self._counted_apart(marker), 0
        # Where a list starts again, it does so at the number of its override.
        last = self._counts.get(level)
        expected = self._starts.get(level, 1) if last is None else last + 1
        for deeper in [each for each in self._counts if each > level]:
            del self._counts[deeper]
        self._counts[level] = marker.number
        if marker.number != expected:
            self._starts = {level: marker.number}
            self._num = self._add_num(self._abstract, self._starts)
        return self._num, level

    def _counted_apart(self, marker: Marker) -> int:
        if marker.family not in self._own:
            abstract = self._add_abstract()
            _add_level(abstract, 0, marker)
            self._own[marker.family] = [abstract, self._add_num(abstract), 0]
        abstract, num, last = self._own[marker.family]
        if marker.number != last + 1:
            num = self._add_num(abstract, {0: marker.number})
        self._own[marker.family] = [abstract, num, marker.number]
        return num

    def _add_abstract(self):
        abstract = OxmlElement("w:abstractNum")
        count = len(self._root.findall(qn("w:abstractNum")))
        abstract.set(qn("w:abstractNumId"), str(count))
        self._root.insert(count, abstract)
        _add(abstract, "multiLevelType", "multilevel")
        return abstract

    def _add_num(self, abstract, starts: dict[int, int] | None = None) -> int:
        num = OxmlElement("w:num")
        count = len(self._root.findall(qn("w:num"))) + 1
        num.set(qn("w:numId"), str(count))
        _add(num, "abstractNumId", abstract.get(qn("w:abstractNumId")))
        for level, start in (starts or {}).items():
            override = OxmlElement("w:lvlOverride")
            override.set(qn("w:ilvl"), str(level))
            _add(override, "startOverride", str(start))
            num.append(override)
        self._root.append(num)
        return count


def _add_level(abstract, level: int, marker: Marker) -> None:
    element = OxmlElement("w:lvl")
    element.set(qn("w:ilvl"), str(level))
    _add(element, "start", "1")
    _add(element, "numFmt", marker.style)
    _add(element, "suff", "nothing" if marker.style != "decimal" else "tab")
    _add(element, "lvlText", f"{marker.before}%{level + 1}{marker.after}")
    abstract.append(element)


def _add(parent, name: str, value: str) -> None:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:val"), value)
    parent.append(element)
