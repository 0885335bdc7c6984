"""How alike two Chinese texts are, by the pairs of characters that they share."""

import re

_SIGNS = re.compile(r"[\W\d_a-zA-Z]+")
# Pairs that say nothing of the matter: every plan is full of them.
_EMPTY = frozenset(
    [
        "开展",
        "组织",
        "加强",
        "工作",
        "落实",
        "推进",
        "进行",
        "做好",
        "建设",
        "党员",
        "支部",
        "党组",
        "基层",
        "全面",
        "认真",
        "积极",
        "不断",
        "进一",
        "一步",
        "提高",
        "提升",
        "深入",
        "切实",
        "重点",
        "任务",
        "完成",
        "要求",
        "单位",
        "本月",
        "年度",
    ]
)


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text, those that say something."""
    found: set[str] = set()
    for run in _SIGNS.split(text):
        found.update(run[n : n + 2] for n in range(len(run) - 1))
    return frozenset(found - _EMPTY)


def likeness(one: str, other: str) -> float:
    """From 0, nothing shared, to 1: the share of pairs in both among all (Jaccard)."""
    mine, theirs = pairs_of(one), pairs_of(other)
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The longest stretches of `one` whose pairs all occur in `other`, in order."""
    theirs = pairs_of(other)
    found: list[str] = []
    for run in _SIGNS.split(one):
        start = None
        for place in range(len(run)):
            pair = run[place : place + 2]
            if len(pair) == 2 and pair in theirs:
                start = place if start is None else start
                continue
            if start is not None:
                found.append(run[start : place + 1])
                start = None
    return tuple(dict.fromkeys(found))
