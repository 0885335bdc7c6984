"""The numbers that a browser shows before the items of an ordered list."""

import re
from dataclasses import dataclass

from lxml import etree

from lianxin.kernel.outline.readers.numerals import numeral

LIST_STYLE = re.compile(r"(?i)list-style(?:-type)?\s*:\s*([^;]+)")
TYPES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
# CSS counter styles, as the formats of `numerals` and the sign after the number.
COUNTER_STYLES = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
    "none": ("none", ""),
}
LARGEST_NUMBER = 10**6


@dataclass(slots=True)
class OrderedList:
    """An ordered list while its items pass."""

    style: str
    suffix: str
    number: int
    step: int = 1

    def next(self) -> str:
        """Return the marker of the next item, with the space after it."""
        written = numeral(self.number, self.style)
        self.number += self.step
        return written + self.suffix if written else ""


def ordered_list(element: etree._Element) -> OrderedList:
    """Return the list that an `ol` begins, its type from attribute or style."""
    style, suffix = TYPES.get(element.get("type") or "1", "decimal"), ". "
    css = LIST_STYLE.search(element.get("style") or "")
    for word in css[1].lower().split() if css else ():
        style, suffix = COUNTER_STYLES.get(word, (style, suffix))
    backwards = "reversed" in element.attrib
    first = sum(child.tag == "li" for child in element) if backwards else 1
    start = integer(element.get("start"))
    return OrderedList(
        style=style,
        suffix=suffix,
        number=first if start is None else start,
        step=-1 if backwards else 1,
    )


def integer(text: str | None) -> int | None:
    """Return an attribute as a whole number that a page could mean, or None."""
    try:
        number = int(text) if text is not None and len(text) < 9 else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < LARGEST_NUMBER else None
