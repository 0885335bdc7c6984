"""Bytes of a text file to characters: every encoding tried, the plausible one taken."""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from lianxin.kernel.outline.readers.unreadable import Unreadable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
}
# Enough to judge by, and short enough to try every encoding on.
SAMPLE_BYTES = 64 * 1024
# Of real Chinese text at least this share of the characters beyond ASCII are common
# ones; the same bytes under a wrong encoding stay below 0.7.
PLAUSIBLE = 0.85
# Beyond this share of control characters or lost characters it is no text.
CONTROLS = 0.005
LOST = 0.02
BEYOND_ASCII = re.compile(rb"[^\x00-\x7f]")
TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1c\x85")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text and the name of the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """Return the characters of `data`, read in the one encoding that makes sense.

    A byte order mark decides; then valid UTF-8 does; then the encoding `declared` by
    the file itself, GB18030, Big5 and UTF-16, by how much of the result is ordinary
    Chinese. Few damaged characters become U+FFFD. Raises Unreadable where nothing makes
    sense.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name=name)
    if _is_utf8(data):
        return _decoded(data, "utf-8", name=name)
    sample = _sample(data)
    candidates = ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    known = _codec_name(declared)
    if known:
        candidates.insert(0, known)
    scores = {encoding: plausibility(sample, encoding) for encoding in candidates}
    best = max(candidates, key=lambda encoding: scores[encoding])
    if scores[best] < PLAUSIBLE:
        raise Unreadable(_what_it_is(sample), name=name)
    return _decoded(data, best, name=name)


def plausibility(sample: bytes, encoding: str) -> float:
    """Return 0 to 1: the share of common characters beyond ASCII under `encoding`."""
    text = _cut_to_whole_characters(sample, encoding)
    if not text or _share_of_controls(text) > CONTROLS:
        return 0.0
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 1.0
    common = _common_characters()
    return sum(character in common for character in beyond) / len(beyond)


def _decoded(data: bytes, encoding: str, *, name: str) -> Decoded:
    """Decode all of it; the sample was plausible, so a rare damaged place may stay."""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if _share_of_controls(text) > CONTROLS:
        raise Unreadable("binary", name=name)
    if text.count("\ufffd") > max(3, LOST * len(text)):
        raise Unreadable("unknown_encoding", name=name)
    return Decoded(text, NAMES.get(encoding, encoding))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _sample(data: bytes) -> bytes:
    """Return what to judge by, from the first byte beyond ASCII if that comes late."""
    beyond = BEYOND_ASCII.search(data)
    late = beyond is not None and beyond.start() > SAMPLE_BYTES // 2
    # Even, so that the two bytes of a UTF-16 character stay together.
    start = beyond.start() // 2 * 2 if beyond and late else 0
    return data[start : start + SAMPLE_BYTES]


def _cut_to_whole_characters(sample: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(sample)


def _codec_name(declared: str | None) -> str | None:
    """Return our codec for a declared charset; GB2312 and GBK are GB18030's subsets."""
    label = (declared or "").strip().lower().replace("_", "-")
    if label in {"gb2312", "gbk", "gb18030", "x-gbk", "gb-2312"}:
        return "gb18030"
    if label in {"big5", "big5-hkscs", "x-x-big5"}:
        return "big5hkscs"
    return None


def _share_of_controls(text: str) -> float:
    if not text:
        return 0.0
    controls = sum(
        text.count(chr(code))
        for code in (*range(0x20), 0x7F)
        if chr(code) not in TEXT_CONTROLS
    )
    return controls / len(text)


def _what_it_is(sample: bytes) -> str:
    ascii_text = sample.decode("ascii", "ignore")
    if b"\0" in sample or _share_of_controls(ascii_text) > CONTROLS:
        return "binary"
    return "unknown_encoding"


@cache
def _common_characters() -> frozenset[str]:
    """Return the everyday characters of both scripts, and their punctuation."""
    simplified = _double_bytes("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    traditional = _double_bytes("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
    marks = _double_bytes("gb2312", range(0xA1, 0xA4), range(0xA1, 0xFF))
    # Pinyin remnants of conversion and the brackets of document numbers are no accident.
    return (
        simplified
        | traditional
        | marks
        | frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü﹝﹞—–·•\xa0")
    )


def _double_bytes(encoding: str, leads: range, trails: range) -> frozenset[str]:
    pairs = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset(pairs.decode(encoding, "ignore")) - frozenset(map(chr, range(128)))
