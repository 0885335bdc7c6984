"""Values that people mistype, paste from elsewhere, or send to do harm."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
NEVER_IN_A_PAGE = (SCRIPT, "<img src=x", "49</")
# Short enough for every field: a formula, markup, both quotes, a template's braces.
SHORT = "=1+<b>\"'&{{7*7}}"
UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    r"\ufeff\ufffe\uffff]|\\u(?:00[01]|202[a-e]|200[bef]|206)"
)
BIG = 10 * 1024 * 1024


@dataclass(frozen=True)
class Typed:
    """What was sent, as bytes, and how it stands in the form that comes back."""

    sent: bytes
    shown: str


def _typed(sent: str, shown: str | None = None) -> Typed:
    return Typed(sent.encode(), sent if shown is None else shown)


HOSTILE: Mapping[str, Typed] = {
    "markup": _typed(f"{SCRIPT}{IMAGE}'{{{{ 7*7 }}}}%s%(a)s"),
    "formula": _typed('=HYPERLINK("http://example.org","x")'),
    "quote": _typed("'; DROP TABLE units_unit; -- %' OR 1=1"),
    "unseen": _typed(
        "\0甲\x1b\u202e乙\u200b\u2060丙\ufeff\u2066\x85丁\u200f", "甲乙丙丁"
    ),
    "only unseen": _typed("\u200b\u200d\u2060\u202e", ""),
    "wide": _typed("👨‍👩‍👧🎉𠮷㛃🇨🇳"),
    "broken": Typed(b"a\xed\xa0\x80b\xff\xfe", "a\ufffd\ufffd\ufffdb\ufffd\ufffd"),
    "long": _typed("长" * 5000),
}


def body_of(data: Mapping[str, list[str] | list[bytes]]) -> str:
    """The data as a browser sends a form, whatever bytes it has."""
    return "&".join(
        f"{quote(name)}={quote(value)}"
        for name, values in data.items()
        for value in values
    )
