"""Whether a text carries a marking of secrecy: 机密★1年, 密级：秘密, 严禁外传.

A text that speaks about secrets carries none: a marking stands on a line of its own, at
the head, in brackets at the end of a title, or in the field 密级.
"""

import re
import unicodedata
from dataclasses import dataclass

from lianxin.kernel.zh.scripts import simplified

HEAD = 12


@dataclass(frozen=True, slots=True)
class Marking:
    """The line on which a marking stands, counted from one, and its words."""

    line: int
    words: str


_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad]")
_LEVEL = r"(?:绝密|机密|秘密|核心商密|普通商密|商密)级?"
_STARS = r"[★☆✩✭⭐*＊]"
_N = r"[\d一二三四五六七八九十两]+"
_TERM = rf"(?:{_N}(?:年|个?月|天|日)|长期|启用前|公布前|发布前|解密前|永久)"
_MARK = rf"{_LEVEL}(?:{_STARS}+{_TERM}?|[·•\-—]?{_TERM})?"
_URGENCY = r"(?:特急|加急|急件|平急|特提|急)"
_OPEN, _CLOSE = r"[【\[(<《〔{「『]", r"[】\])>》〕}」』]"
_OWN = re.compile(
    rf"(?:(?:№|No\.?)?\d{{3,8}}号?)?{_URGENCY}?{_OPEN}?{_STARS}*{_MARK}{_STARS}*{_CLOSE}?"
    rf"[!。]?(?:{_URGENCY}[!。]?)?(?:第?\d{{1,8}}号?)?"
)
_STARRED = re.compile(rf"{_LEVEL}{_STARS}+{_TERM}?")
_BRACKETED = re.compile(rf"^{_OPEN}{_MARK}{_CLOSE}|{_OPEN}{_MARK}{_CLOSE}$")
_QUOTE_BEFORE = re.compile(r"[“\"'‘「『《标为如注写]$")
_FIELD = re.compile(
    rf"(?:密级|秘密等级|保密等级|密级程度|涉密等级|定密等级)(?:和保密期限|及保密期限|与保密期限)?"
    rf"[:\t|]?{_OPEN}?(?P<level>{_MARK}){_CLOSE}?"
    rf"(?=$|[\t|;;。]|{_URGENCY}|紧急|缓急|份号|编号|发文|文号|签发|保密期限|期限|印发|页)"
)
_APART_BEFORE = re.compile(rf"^\s*(?:\d{{3,8}}\s+)?{_MARK}[\s\t]+\S")
_APART_AFTER = re.compile(rf"\S(?:\s{{2,}}|\t){_MARK}\s*$")
_NOT_OUT = re.compile(
    r"(?:严禁|不得|禁止|请勿|切勿)(?:(?:复印|复制|转发|转载|拍照|拍摄|摘抄|翻印|传播|截屏|扩散)[、,和或及]?)*"
    r"(?:私自|擅自|对外|向外)?外传(?=$|[。!,;)\]】》”])"
)
_THIS = re.compile(
    r"(?:^|[,。;!:(【\[])(?:注意:?|注:|\*|提示:)?(?:本|此|该|以上|上述)?"
    r"(?:内部)?(?:文件|资料|材料|文稿|通知|讲话|方案|表格?|信息|内容|件|稿)"
    r".{0,24}外传"
)
_SENTENCE = re.compile(r"[。;!?,]")


def marking_in(text: str) -> Marking | None:
    """The first marking of secrecy in a text, or None."""
    lines = text.splitlines()
    seen = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        seen += 1
        if _is_marked(line, at_head=seen <= HEAD):
            return Marking(number, " ".join(line.split())[:60])
    return None


def _is_marked(line: str, *, at_head: bool) -> bool:
    wide = simplified(unicodedata.normalize("NFKC", _UNSEEN.sub("", line)))
    solid = re.sub(r"\s+", "", wide)
    if not any(word in solid for word in ("密", "外传")):
        return False
    if _OWN.fullmatch(solid) or _is_field(wide) or _is_starred(solid):
        return True
    if at_head and (_BRACKETED.search(solid) or _stands_apart(wide)):
        return not _SENTENCE.search(solid)
    return _must_not_go_out(solid, at_head=at_head)


def _is_field(wide: str) -> bool:
    cells = re.sub(r"[ \u3000]+", "", wide)
    return _FIELD.search(cells) is not None


def _is_starred(solid: str) -> bool:
    found = _STARRED.search(solid)
    if found is None or len(solid) > 60 or "。" in solid:
        return False
    return not _QUOTE_BEFORE.search(solid[: found.start()])


def _stands_apart(wide: str) -> bool:
    tight = re.sub(r"(?<=[绝机秘]) +(?=密)", "", wide)
    if len(tight) > 40 or len(re.findall(_LEVEL, tight)) > 1:
        return False
    return bool(_APART_BEFORE.search(tight) or _APART_AFTER.search(tight))


def _must_not_go_out(solid: str, *, at_head: bool) -> bool:
    """Whether the words say of this very text that it must not be passed on."""
    found = _NOT_OUT.search(solid)
    if found is None:
        return False
    before = solid[: found.start()]
    if _QUOTE_BEFORE.search(before):
        return False
    if len(solid) <= 12 + (12 if at_head else 0):
        return not re.search(r"秘密|涉密|密件|保密要求|机密", before)
    own = re.sub(_SENTENCE.pattern + r"$", "", solid)
    return bool(
        re.search(r"(?:本|此|该)(?:文|资料|材料|通知|讲话|方案|表|件|稿|内部)", before)
    ) and (len(own) <= 60 and _THIS.search(solid) is not None)
