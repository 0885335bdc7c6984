"""What the minutes of a unit's meeting are called in Chinese.

A unit and what it held often share a word, which is written once: 第一党小组 and 党小组会
are 第一党小组会; a 党课 has no 会议记录 but a 记录.
"""

from lianxin.kernel.zh.scripts import simplified

RECORD = {"zh-hans": "记录", "zh-hant": "記錄"}
MEETING = {"zh-hans": "会议", "zh-hant": "會議"}
ASSEMBLY = {"zh-hans": "会", "zh-hant": "會"}
SHORTEST = 2  # one sign alone, as of 工会 and 会议, is no word in common


def title_of_minutes(unit: str, kind: str, *, language: str) -> str:
    """The unit, what it held, and that these are its minutes."""
    held = joined(unit, kind)
    record, meeting = RECORD[language], MEETING[language]
    if kind.endswith(ASSEMBLY[language]) and not kind.endswith(meeting):
        return f"{held}{meeting}{record}"
    return f"{held}{record}"


def joined(first: str, second: str) -> str:
    """Two words as one, where the second begins as the first ends, in either script."""
    for length in range(min(len(first), len(second) - 1), SHORTEST - 1, -1):
        if simplified(first).endswith(simplified(second[:length])):
            return first + second[length:]
    return first + second
