"""The families of numbering, and a scanner that finds every mark that may be one."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from lianxin.kernel.outline.numerals import HAN_DIGITS, number_of


class Style(IntEnum):
    """A family of numbering. The value is its usual rank, from outermost to innermost.

    The rank only decides where the document itself shows no nesting.
    """

    VOLUME = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    ASPECT = 5
    HAN = 6
    HAN_BARE = 7
    HAN_BRACKET = 8
    HAN_HALF = 9
    NUMBER = 10
    MULTI_2 = 11
    MULTI_3 = 12
    MULTI_4 = 13
    NUMBER_BRACKET = 14
    NUMBER_HALF = 15
    CIRCLED = 16
    LETTER = 17
    ORDINAL = 18
    STEP = 19
    IS = 20
    MUST = 21
    ROMAN = 22
    LOST = 30
    CELL = 31


# These are numbered only as a series: one alone says nothing (一是, 第一，).
SERIAL = frozenset({Style.ORDINAL, Style.IS, Style.MUST, Style.STEP, Style.LETTER})
# The form of a heading without number that stands right above another one.
OUTER = "outer"
UNITS = frozenset({Style.VOLUME, Style.PART, Style.CHAPTER, Style.SECTION})

SPACE = r"[ \t\r\u3000\xa0]*"
_HAN = "[〇○零一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾貳參叄陸]"
_ORDER = rf"(?:{_HAN}{{1,6}}|\d{{1,3}})"
_OPEN, _CLOSE = r"[（(〔\[【﹙〈]", r"[)）〕\]】﹚〉]"
_AFTER = rf"(?:{SPACE}[、．.,，：:﹑])?"
_POINT = r"[、．.﹑]"
_CIRCLES = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓"

_UNIT_ALTERNATIVES = (
    rf"第{SPACE}(?P<volume>{_ORDER}){SPACE}[编編篇]",
    rf"第{SPACE}(?P<part>{_ORDER}){SPACE}(?:大|個|个)?部分{_AFTER}",
    rf"第{SPACE}(?P<chapter>{_ORDER}){SPACE}章",
    rf"第{SPACE}(?P<section>{_ORDER}){SPACE}[节節]",
    rf"第{SPACE}(?P<article>{_ORDER}){SPACE}[条條]{_AFTER}",
)
_ORDINAL_ALTERNATIVES = (
    rf"第{SPACE}(?P<aspect>{_ORDER}){SPACE}(?:[个個]?(?:方面|问题|問題|角度|层面|層面|层次|層次|环节|環節|特点|特點|体会|體會|要求|关键词?|關鍵詞?)|[点點]){SPACE}(?:[、，,：:．.]|(?=[\s]|\Z))",
    rf"第{SPACE}(?P<step>{_HAN}{{1,3}})步(?:{SPACE}[，,：:、]|是)",
    rf"第{SPACE}(?P<ordinal>{_HAN}{{1,3}}|\d{{1,2}}){SPACE}[、，,：:．.]",
    rf"(?P<is>{_HAN}{{1,3}})是(?:{SPACE}[，,：:])?",
)
_BRACKET_ALTERNATIVES = (
    rf"{_OPEN}{SPACE}(?P<han_bracket>{_HAN}{{1,4}}){SPACE}{_CLOSE}{_AFTER}",
    rf"[（(﹙]{SPACE}(?P<number_bracket>\d{{1,3}}){SPACE}[)）﹚]{_AFTER}",
    rf"(?P<han_bracket_sign>[㈠-㈩]){_AFTER}",
    rf"(?P<number_bracket_sign>[⑴-⒇]){_AFTER}",
    rf"(?P<circled>[{_CIRCLES}]){_AFTER}",
)
_LINE_ALTERNATIVES = (
    *_UNIT_ALTERNATIVES,
    *_ORDINAL_ALTERNATIVES,
    rf"(?P<must>{_HAN})要",
    *_BRACKET_ALTERNATIVES,
    rf"(?P<han>{_HAN}{{1,4}}){SPACE}{_POINT}{{1,2}}",
    rf"(?P<han_loose>{_HAN}{{1,4}}){SPACE}[,，：:;；]",
    rf"(?P<han_half>{_HAN}{{1,3}}){SPACE}[)）]{_AFTER}",
    rf"(?P<han_bare>{_HAN}{{1,3}})(?={SPACE}(?:\n|\Z))",
    r"(?P<han_spaced>[一二三四五六七八九十]{1,3})(?=[ \t\u3000\xa0]+[\u4e00-\u9fff“《])",
    rf"(?P<number_half>\d{{1,3}}){SPACE}[)）]{_AFTER}",
    r"(?P<multi>\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[.．、](?!\d)|(?![\d.．%％]))",
    rf"(?P<number>\d{{1,3}}){SPACE}{_POINT}{{1,2}}(?:(?!\d)|(?=\d{{4}}[年\-—]))",
    rf"(?P<number_loose>\d{{1,3}}){SPACE}[,，：:、;；](?!\d{{3}})",
    r"(?P<number_sign>[⒈-⒛])",
    rf"(?P<number_bare>\d{{1,2}})(?={SPACE}[\u4e00-\u9fff“《])",
    rf"(?P<letter>[A-Za-z]){SPACE}[.．、)）](?=\D)",
    rf"[（(](?P<letter_bracket>[A-Ha-h])[)）]{_AFTER}",
    rf"(?P<roman>[Ⅰ-Ⅻ]){SPACE}{_POINT}?",
)
_INLINE_ALTERNATIVES = (
    *_ORDINAL_ALTERNATIVES,
    *_BRACKET_ALTERNATIVES,
    rf"(?P<han>{_HAN}{{1,3}}){SPACE}[、．.](?!{_HAN}{{1,3}}[、级級季月等])",
    r"(?P<number_half>\d{1,2})[)）]",
    r"(?P<number>\d{1,2}) ?[.．、](?!\d)",
    r"(?P<number_sign>[⒈-⒛])",
)
_BULLETS = r"[ \t\r\u3000\xa0·•●○■◆◇▪★☆]*"
_LINE = re.compile(rf"(?m)^{_BULLETS}(?:{'|'.join(_LINE_ALTERNATIVES)})")
_CELL = re.compile(rf"{SPACE}(?:{'|'.join(_LINE_ALTERNATIVES)})")
_INLINE = re.compile(
    r"(?:[。；：，！？;:,!?、”’》）)—―…][ \t\u3000]*|(?<=\S)[ \t\u3000]+)"
    rf"(?:{'|'.join(_INLINE_ALTERNATIVES)})"
    rf"|(?P<circled_close>(?<=\S)[{_CIRCLES}])"
)
_STYLE_OF = {
    "volume": Style.VOLUME, "part": Style.PART, "chapter": Style.CHAPTER,
    "section": Style.SECTION, "article": Style.ARTICLE, "aspect": Style.ASPECT,
    "step": Style.STEP, "ordinal": Style.ORDINAL, "is": Style.IS, "must": Style.MUST,
    "han_bracket": Style.HAN_BRACKET, "han_bracket_sign": Style.HAN_BRACKET,
    "number_bracket": Style.NUMBER_BRACKET, "number_bracket_sign": Style.NUMBER_BRACKET,
    "circled": Style.CIRCLED, "circled_close": Style.CIRCLED, "han": Style.HAN, "han_loose": Style.HAN,
    "han_half": Style.HAN_HALF, "han_bare": Style.HAN_BARE, "han_spaced": Style.HAN, "number": Style.NUMBER,
    "number_half": Style.NUMBER_HALF, "number_loose": Style.NUMBER,
    "number_sign": Style.NUMBER, "number_bare": Style.NUMBER,
    "letter": Style.LETTER, "letter_bracket": Style.LETTER, "roman": Style.ROMAN,
}  # fmt: skip
_WEAK = frozenset(
    {"han_loose", "han_half", "han_bare", "han_spaced", "number_loose", "number_bare", "multi",
     "letter", "letter_bracket", "roman"}
)  # fmt: skip

_UNIT_KINDS = frozenset({"article", "chapter", "section", "volume", "part"})
_MORE_NUMERALS = re.compile(
    rf"{SPACE}(?:{_HAN}{{1,3}}|\d{{1,3}})[、，,和与與及至到~～—-]"
)
_COUNTED = re.compile(
    rf"{SPACE}(?:[年月日号號时時分秒个個名人项項次亿億万萬元倍吨噸米届屆级級季%％℃类類种種大家门門期场場周步篇支套处處批组組股层層天星份条條章节節户戶岁歲楼樓班段号]|公里|百分|余|餘|多[个個名人项項])"
)
_REFERS = re.compile(rf"{SPACE}(?:规定|規定|的|款|以及)")
# 第三条中说的 refers to an article; 第三条中国公民 may be one.
_MAY_REFER = re.compile(
    rf"{SPACE}(?:第|所|之|和|与|與|至|到|项|項|中|及|关于|關於|要求|明确|明確)"
)
REFERENCE = "reference"
# （一）班 is a class; （一）班子建设 is a heading.
_CLASS = re.compile("班(?:[和与、的]|同学|同學)")
_UNFIT = {"number_bare": _COUNTED, "han_bracket": _CLASS, "number_bracket": _CLASS}
# 一是一，二是二 counts nothing.
_SAME_AGAIN = re.compile(rf"{_HAN}{{1,2}}[，、。；,]|、")
# 一、二车间 is a list; 一、二十大精神 is a heading.
_FIRST_AND_SECOND = re.compile(rf"一{SPACE}二(?!十)")
_NOTHING = re.compile(rf"{SPACE}(?:\n|\Z)")
_LEADS_ON = re.compile(r"[\u3400-\u9fffA-Za-z“‘《「『【（(〈\"\d—―–-]")


@dataclass(slots=True)
class Mark:
    """A place that looks like a numbering marker; whether it is one is decided later.

    `start` is the offset of its first character, `after` where the text behind it
    begins, `line` the number of its line, `part` how many blank lines that part the
    text stand before. A weak mark needs its neighbours' numbers to be believed.
    """

    start: int
    after: int
    style: Style
    number: int
    line: int
    inline: bool = False
    weak: bool = False
    form: str = ""
    part: int = 0


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of the text begins."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def marks_at_line_starts(text: str, starts: list[int]) -> Iterator[Mark]:
    """Yield the marks that stand first on their line, in order."""
    for match in _LINE.finditer(text):
        mark = _mark(text, match, bisect_right(starts, match.end() - 1) - 1)
        if mark:
            yield mark


def mark_at(text: str, start: int, end: int, line: int) -> Mark | None:
    """Return the mark with which the cell from `start` to `end` begins, if any."""
    match = _CELL.match(text, start, end)
    return _mark(text, match, line) if match else None


def inline_marks(text: str, starts: list[int]) -> Iterator[Mark]:
    """Yield the marks run into a paragraph, in order."""
    for match in _INLINE.finditer(text):
        mark = _mark(text, match, bisect_right(starts, match.end() - 1) - 1)
        if mark and _LEADS_ON.match(text, mark.after):
            mark.inline = True
            yield mark


def starts_with_marker(line: str) -> bool:
    """Return whether a line begins with a mark that is hardly anything else."""
    match = _LINE.match(line)
    if not match:
        return False
    mark = _mark(line, match, 0)
    return mark is not None and not mark.weak


def starts_with_serial_marker(line: str) -> bool:
    """Return whether a line begins with 一是, 第一， or the like."""
    match = _LINE.match(line)
    mark = _mark(line, match, 0) if match else None
    return mark is not None and mark.style in SERIAL


def _mark(text: str, match: re.Match[str], line: int) -> Mark | None:
    kind = match.lastgroup or ""
    numeral = match.group(kind)
    if kind == "multi":
        return _multi_mark(text, match, line)
    number = (
        _letter_number(numeral) if kind.startswith("letter") else number_of(numeral)
    )
    if not number or not _may_follow(text, match, kind):
        return None
    start = _first_character(text, match, kind)
    after = _skip_space(text, match.end())
    weak = kind in _WEAK or bool(_MORE_NUMERALS.match(text, after))
    # 一、二车间 is no heading; 一、二十大精神 is one if 二、 follows further down.
    weak = weak or (kind == "han" and text[after : after + 1] in HAN_DIGITS)
    if kind == "article":
        weak = weak or not _stands_apart(text, match.end())
    form = _form(match)
    if kind in _UNIT_KINDS and not _stands_apart(text, match.end()):
        form = REFERENCE if _MAY_REFER.match(text, match.end()) else form
    return Mark(start, after, _STYLE_OF[kind], number, line, weak=weak, form=form)


def _multi_mark(text: str, match: re.Match[str], line: int) -> Mark | None:
    parts = re.split("[.．]", match.group("multi"))
    if _COUNTED.match(text, match.end()):
        return None
    style = (Style.MULTI_2, Style.MULTI_3, Style.MULTI_4)[len(parts) - 2]
    start = match.start("multi")
    after = _skip_space(text, match.end())
    return Mark(start, after, style, int(parts[-1]), line, weak=True, form=parts[0])


def _may_follow(text: str, match: re.Match[str], kind: str) -> bool:
    end = match.end()
    if kind in _UNIT_KINDS:
        return _stands_apart(text, end) or not _REFERS.match(text, end)
    if kind in _UNFIT:
        return not _UNFIT[kind].match(text, end)
    if kind in {"is", "must", "ordinal"} and _SAME_AGAIN.match(text, end):
        return False
    if kind in {"is", "must", "ordinal", "step", "aspect"}:
        return not _NOTHING.match(text, end) and not (
            kind == "ordinal" and text.startswith("第", _skip_space(text, end))
        )
    if kind == "han" and _FIRST_AND_SECOND.match(
        match.group(kind) + text[end : end + 3]
    ):
        return False
    if kind in {"han", "number", "han_loose"}:
        if _goes_on_counting(text, match.start()):
            return False
        return not re.match(rf"{SPACE}{_HAN}{{1,2}}[、，]{_HAN}", text[end : end + 12])
    return True


def _goes_on_counting(text: str, start: int) -> bool:
    """Return whether a numeral behind 、 only goes on with a list: 一、二、三产业."""
    before = text[start - 1 : start]
    return text.startswith("、", start) and (before in HAN_DIGITS or before.isdigit())


def _letter_number(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1


def _first_character(text: str, match: re.Match[str], kind: str) -> int:
    """Return where the marker itself begins, past the space or stop before it."""
    start = match.start(kind)
    head = text[match.start() : start]
    opening = max(head.rfind(sign) for sign in "第（(〔[【﹙〈")
    return match.start() + opening if opening >= 0 else start


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\r\u3000\xa0":
        offset += 1
    return offset


def _stands_apart(text: str, end: int) -> bool:
    return end >= len(text) or text[end - 1] in "：:、，,．." or text[end].isspace()


def _form(match: re.Match[str]) -> str:
    """Return the separator that closes the marker, one sign for its look-alikes."""
    closing = match.group()[-1]
    return _LOOKALIKES.get(closing, closing)


_LOOKALIKES = dict(zip("．，：（）", ".,:()", strict=True))
