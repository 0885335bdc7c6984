"""What the writers are given: a letter as it stands on paper, in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lianxin.base.exports.operations.sheet import printable
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.letters import Page, day_in_words, filled

POINTS_IN_A_MILLIMETRE = 72 / 25.4
TWIPS_IN_A_POINT = 20
LONGEST_HEADING = 40
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
# Where a line of a title may end: before a conjunction, after a mark or a usual word.
_WORDS_BEGIN = re.compile(r"[并並和与與及暨《“]|(?<=.)关于|(?<=.)關於")
_WORDS_END = re.compile(
    r"[、，》”）]|年度?|集团|集團|公司|支部|委员会|委員會|党委|黨委|组织|組織|工作|情况|情況|同志"
)
_NO_BEGINNING = frozenset("、，。；：》”）")
_SECOND = re.compile(r"（[一二三四五六七八九十]+）")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `level` 1 and 2 are headings, which stand in fonts of their own."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A part of a form in several parts: counterfoil or receipt.

    `dated` is None where whoever sends the part back is to write the day.
    """

    name: str
    title: str
    addressee: str = ""
    paragraphs: Sequence[str]
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A letter; `number` is empty and `dated` None as long as it is a draft."""

    page: Page
    language: str
    issuer: str
    number: str = ""
    signatory: str = ""
    title: str
    addressee: str = ""
    body: Sequence[str]
    annexes: Sequence[str] = ()
    signed_as: str = ""
    dated: date | None = None
    note: str = ""
    copy_to: str = ""
    slips: Sequence[Slip] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Minutes on paper. A row of `facts` is one pair of label and value, or two pairs.

    `signatures` are the names of those places that stay blank for a hand to sign.
    """

    title: str
    facts: Sequence[Sequence[str]]
    sections: Sequence[Section]
    signatures: Sequence[str]
    script: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table in a book; `widths` are the columns' shares of the line."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of a chapter, of which any may be missing.

    Its heading, a table of facts as minutes have it, paragraphs, a table, and the names
    of the places that stay blank for a hand to sign.
    """

    heading: str = ""
    facts: Sequence[Sequence[str]] = ()
    sections: Sequence[Section] = ()
    grid: Grid | None = None
    signatures: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter begins on a page of its own; `empty` stands there where it has no part."""

    title: str
    parts: Sequence[Part]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPaper:
    """A book: its cover, the list of its chapters, and these; `foot` is on every page."""

    title: str
    cover: Sequence[str]
    contents: str
    chapters: Sequence[Chapter]
    foot: str = ""
    script: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"


def lines_of(body: Sequence[str]) -> list[Line]:
    """The paragraphs, those that are headings of the first or second level marked."""
    return [Line(printable(text), _level(text)) for text in body]


def _level(text: str) -> int:
    if len(text) > LONGEST_HEADING or text.endswith(("。", "；", "，")):
        return 0
    if _FIRST.match(text):
        return 1
    return 2 if _SECOND.match(text) else 0


def word(code: str, language: str, **values: str) -> str:
    """What the page says by itself, in the letter's language."""
    return filled(rulebook.letter_words()[code].into(language.lower()), values)


def measure(code: str) -> float:
    """A measure of the page, in millimetres or points as the layout has it."""
    return float(rulebook.letter_layout()[code].value)


def day_of_letter(day: date | None, language: str) -> str:
    """The day as it stands under a letter; for a draft the places for it."""
    pattern = rulebook.letter_words()["day"].into(language.lower())
    if day is None:
        return pattern.format(year="　　　　", month="　　", day="　　")
    return day_in_words(day, pattern)


def given(paper: Paper) -> Mapping[str, object]:
    """All that a writer places on the page, as text."""
    language = paper.language
    issuer = paper.issuer
    if paper.page is Page.DOCUMENT:
        issuer = word("issuer", language, unit=paper.issuer)
    dated = day_of_letter(paper.dated, language)
    return {
        "page": paper.page.value,
        "language": language,
        "issuer": printable(issuer),
        "issuer_size": _size_of_issuer(issuer),
        "number": printable(paper.number) or word("draft", language),
        "signed_off": word("signed_off", language) if paper.signatory else "",
        "signatory": printable(paper.signatory),
        "title": printable(paper.title),
        "title_lines": title_lines(printable(paper.title)),
        "title_in_lines": "\n".join(title_lines(printable(paper.title))),
        "addressee": _with_colon(printable(paper.addressee)),
        "lines": lines_of(paper.body),
        "annex": word("annex", language) if paper.annexes else "",
        "annexes": _numbered([printable(name) for name in paper.annexes]),
        "seal": word("seal", language),
        "seam": word("seam", language),
        "signed_as": printable(paper.signed_as),
        "dated": dated,
        "rights": _rights(word("seal", language), printable(paper.signed_as), dated),
        "note": printable(paper.note),
        "note_lines": [line for line in printable(paper.note).split("\n") if line],
        "copy_to": _copies(paper),
        "printed_by": printable(paper.signed_as),
        "printed_on": word("printed", language, day=dated) if paper.dated else "",
        "slips": [_slip(slip, language) for slip in paper.slips],
    }


def title_lines(title: str) -> list[str]:
    """The title in lines of about one length, parted where words end (7.3.1).

    By itself a line would be filled, and two signs left over for the next. What has
    spaces to part it by is left to the program.
    """
    most = int(measure("text_wide") * POINTS_IN_A_MILLIMETRE / measure("title_size"))
    count = -(-len(title) // most)
    is_latin = 4 * sum(sign.isascii() for sign in title) > len(title)
    if count < 2 or is_latin:
        return [title]
    even = len(title) / count
    ends = [m.start() for m in _WORDS_BEGIN.finditer(title)]
    ends += [m.end() for m in _WORDS_END.finditer(title)]
    ends = [end for end in ends if title[end : end + 1] not in _NO_BEGINNING]
    lines, begin = [], 0
    for number in range(1, count):
        rest = len(title) - (count - number) * most
        wanted = round(number * even)
        near = [e for e in ends if max(rest, begin + 1) <= e <= begin + most]
        end = min(near, key=lambda e: abs(e - wanted), default=wanted)
        if abs(end - wanted) > even / 2:
            end = wanted
        lines.append(title[begin:end])
        begin = end
    return [*lines, title[begin:]]


def _rights(seal: str, signed_as: str, dated: str) -> Mapping[str, int]:
    """How far from the right edge each line of the signature ends, in twips (7.3.5.1).

    The date ends four characters from it; the issuer and the place of the seal stand
    in the middle above it, or as far to the right as the width of the text allows.
    """
    character = measure("text_wide") * POINTS_IN_A_MILLIMETRE
    character /= measure("characters_on_a_line")
    size = measure("body_size")
    date_wide = _wide(dated) * size
    middle = measure("date_from_the_right") * character + date_wide / 2
    wide = {
        "seal": _wide(seal) * measure("seal_size"),
        "signed": _wide(signed_as) * size,
        "dated": date_wide,
    }
    return {
        line: round(max(middle - points / 2, 0.0) * TWIPS_IN_A_POINT)
        for line, points in wide.items()
    }


def _wide(text: str) -> float:
    """How many of its own signs a text is wide: digits and Latin letters are half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def _slip(slip: Slip, language: str) -> Mapping[str, object]:
    return {
        "name": slip.name,
        "title": printable(slip.title),
        "addressee": _with_colon(printable(slip.addressee)),
        "paragraphs": [printable(text) for text in slip.paragraphs],
        "dated": day_of_letter(slip.dated, language),
    }


def _copies(paper: Paper) -> str:
    if not paper.copy_to:
        return ""
    names = printable(paper.copy_to).rstrip("。")
    return f"{word('copy_to', paper.language)}{names}。"


def _with_colon(addressee: str) -> str:
    return f"{addressee.rstrip('：:')}：" if addressee else ""


def _numbered(annexes: Sequence[str]) -> list[str]:
    """The annexes' names, with their numbers where there are several (7.3.4)."""
    if len(annexes) < 2:
        return list(annexes)
    return [f"{number}. {name}" for number, name in enumerate(annexes, start=1)]


def _size_of_issuer(issuer: str) -> float:
    """As large as it may be on one line: its letters fill the width of the text."""
    room = measure("text_wide") * POINTS_IN_A_MILLIMETRE
    return min(measure("issuer_size"), int(room / max(len(issuer), 1)))
