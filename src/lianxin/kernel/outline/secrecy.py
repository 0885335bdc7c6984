"""Marks of secrecy on a document: what must not be taken in is known by its own words.

A marking stands on a line of its own, at the beginning or the end of a line, or after
密级 (State Secrets Law and the layout of GB/T 9704: 机密★1年). A sentence that speaks
about secrets is none.
"""

import re
import unicodedata
from dataclasses import dataclass

_LEVEL = r"(?:秘密|机密|機密|绝密|絕密)"
_TERM = r"(?:[★☆*＊·•\s]*(?:长期|長期|\d{1,2}\s*(?:年|个月|個月|月|天)|[一二三四五六七八九十]{1,3}年)?)"
_ALONE = re.compile(rf"^[【\[（(《<]?\s*{_LEVEL}{_TERM}\s*[】\]）)》>]?$")
_STARRED = re.compile(rf"{_LEVEL}\s*[★☆*＊]")
_FIELD = re.compile(rf"(?:密级|密級|保密等级|保密等級)\s*[:：]?\s*{_LEVEL}")
_BEGINS = re.compile(rf"^{_LEVEL}\s{{2,}}\S")
_FORBIDDEN = re.compile(
    r"(?:严禁|嚴禁|不得|禁止)(?:擅自)?(?:外传|外傳|外泄|外洩)|内部资料.{0,4}(?:严禁|嚴禁)"
)
# Sentences about conduct, not markings of this paper.
_ABOUT = re.compile(
    r"国家秘密|國家秘密|商业秘密|商業秘密|工作秘密|保守秘密|党的秘密|黨的秘密"
)
_SPACES = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\t]+(?=[\u4e00-\u9fff])")
LONGEST_LINE_OF_A_BAN = 40


@dataclass(frozen=True, slots=True)
class Marking:
    """A line that marks the document as secret or forbids to hand it on."""

    line: int
    words: str


def marking_in(text: str) -> Marking | None:
    """The first marking of secrecy in a text, with its line from 1; None for none."""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = unicodedata.normalize("NFKC", raw).strip()
        if line and _is_marking(line):
            return Marking(number, raw.strip()[:80])
    return None


def _is_marking(line: str) -> bool:
    joined = _SPACES.sub("", line)
    if _ALONE.match(joined) or _STARRED.search(joined) or _FIELD.search(joined):
        return True
    if _BEGINS.match(line):
        return True
    is_short = len(joined) <= LONGEST_LINE_OF_A_BAN
    return bool(is_short and _FORBIDDEN.search(joined) and not _ABOUT.search(joined))
