"""Who is named in a stretch of minutes, and why somebody was not there."""

import re
from collections.abc import Iterator, Sequence

from lianxin.kernel.minutes.found import Absence
from lianxin.kernel.minutes.labels import plain

REASONS = (
    ("absent", ("无故", "未请假", "旷会")),
    ("sick", ("病", "住院", "就医", "手术", "产假", "看医生", "体检")),
    ("official", (
        "因公", "公出", "出差", "公务", "公假", "值班", "当班", "在岗", "倒班", "外出学习", "培训", "开会", "抢修", "援",
        "工作原因", "工作需要", "驻外",
    )),
    ("personal", ("事假", "因事", "私事", "家事", "家中", "家里", "个人", "休假", "年假", "年休", "探亲", "婚假", "丧假")),
)  # fmt: skip
EVERYBODY = re.compile(
    r"全体(?:党员|支委|委员|人员|成员|同志)|(?:无|没有)(?:人)?(?:缺席|请假)"
)
NOBODY = re.compile(r"^(?:无|没有|/|-+|—+|〇|0人?|零)[。.;\s]*$")
_LIKE_A_NAME = re.compile(r"^[\u4e00-\u9fff](?: {0,2}[\u4e00-\u9fff]|·){1,4}$")
_SPLIT = re.compile(r"[、,;。\s:/|()]+")
_NO_NAME = re.compile(
    r"党员|委员|书记|人员|同志|全体|支部|党委|科|部|组|等|请假|缺席|因|假|出差|值班|会议|学习|列席|应到|实到|主任|经理|其中|无|原因"
)
_CLAUSE = re.compile(r"[^;。\n]*")


def reason_in(words: str, *, usual: str) -> str:
    """The reason that these words give; `usual` where they give none."""
    for code, signs in REASONS:
        if any(sign in words for sign in signs):
            return code
    return usual


def reasons_in(words: str) -> set[str]:
    """All reasons that these words give."""
    return {code for code, signs in REASONS if any(sign in words for sign in signs)}


def named(text: str, names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each of `names` that stands in the text, with its place; the longest one there.

    A name of two signs may be spaced, as in 张  三.
    """
    taken: list[tuple[int, int]] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        pattern = r"[ ]{0,4}".join(map(re.escape, plain(name).replace(" ", "")))
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                yield name, start, end
                break


def strangers_in(text: str, names: Sequence[str]) -> Iterator[str]:
    """Words that look like names in a list of people, but are none of `names`."""
    known = {plain(name).replace(" ", "") for name in names}
    for part in _SPLIT.split(text):
        word = part.strip().replace(" ", "")
        if not _LIKE_A_NAME.match(word) or _NO_NAME.search(word) or word in known:
            continue
        if not any(name in word for name in known):
            yield word


def absences_in(
    text: str, names: Sequence[str], *, usual: str
) -> Iterator[tuple[Absence, str]]:
    """Who of `names` was not there and why, each with the words that say so.

    The reason stands in brackets after the name, before a colon for a whole group, or
    anywhere in the clause.
    """
    for clause in _CLAUSE.finditer(text):
        words = clause.group()
        rows = sorted(named(words, names), key=lambda row: row[1])
        for place, (name, start, end) in enumerate(rows):
            following = rows[place + 1][1] if place + 1 < len(rows) else len(words)
            own = _own_words(words, rows, place)
            shared = (
                words
                if len(rows) == 1
                else words[:start]
                if ":" in words[:start]
                else ""
            )
            after = words[rows[-1][2] :] if not own else ""
            said = own or words[end:following]
            code = reason_in(said, usual="") or reason_in(shared or after, usual=usual)
            yield Absence(name, code), words.strip()


def _own_words(words: str, rows: Sequence[tuple[str, int, int]], place: int) -> str:
    """What stands in brackets right after a name."""
    end = rows[place][2]
    match = re.match(r"\s*(?:同志)?\s*[(\[]([^)\]]*)[)\]]", words[end:])
    return match[1] if match else ""
